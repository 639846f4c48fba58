-- CSV to a table in memory, RFC 4180 quotes: the same plan, the reader always looks for quotes.
DROP TABLE IF EXISTS peers.persons;
CREATE TABLE peers.persons (nik UInt64, nomor_kartu_keluarga UInt64, nama String, jenis_kelamin UInt8,
  tanggal_lahir Date32, kode_desa UInt64, status_hubungan_keluarga UInt8, status_kawin UInt8) ENGINE = Memory;
INSERT INTO peers.persons SELECT * FROM file('${file}', 'CSVWithNames', 'nik UInt64, nomor_kartu_keluarga UInt64, nama String, jenis_kelamin UInt8,
  tanggal_lahir Date32, kode_desa UInt64, status_hubungan_keluarga UInt8, status_kawin UInt8')
SETTINGS max_threads = ${threads}, max_insert_threads = ${threads}, max_parsing_threads = ${threads};
