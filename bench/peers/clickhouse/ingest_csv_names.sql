-- CSV to a table with names in upper case, runs of other characters than letters as one blank, trimmed.
DROP TABLE IF EXISTS peers.persons;
CREATE TABLE peers.persons (nik UInt64, nomor_kartu_keluarga UInt64, nama String, jenis_kelamin UInt8,
  tanggal_lahir Date32, kode_desa UInt64, status_hubungan_keluarga UInt8, status_kawin UInt8) ENGINE = Memory;
INSERT INTO peers.persons SELECT * REPLACE (
  trim(replaceRegexpAll(upper(nama), '[^A-Z]+', ' ')) AS nama) FROM file('${file}', 'CSVWithNames', 'nik UInt64, nomor_kartu_keluarga UInt64, nama String, jenis_kelamin UInt8,
  tanggal_lahir Date32, kode_desa UInt64, status_hubungan_keluarga UInt8, status_kawin UInt8')
SETTINGS max_threads = ${threads}, max_insert_threads = ${threads}, max_parsing_threads = ${threads};
