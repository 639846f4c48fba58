-- CSV to a table with names in upper case, runs of other characters than letters as one blank, trimmed.
CREATE OR REPLACE TABLE persons AS SELECT * REPLACE (
    trim(regexp_replace(upper(nama), '[^A-Z]+', ' ', 'g')) AS nama) FROM read_csv('${file}',
  header = true, auto_detect = false, delim = ',', quote = '', escape = '', dateformat = '%Y-%m-%d',
  columns = {nik: 'UBIGINT', nomor_kartu_keluarga: 'UBIGINT', nama: 'VARCHAR', jenis_kelamin: 'UTINYINT', tanggal_lahir: 'DATE',
    kode_desa: 'UBIGINT', status_hubungan_keluarga: 'UTINYINT', status_kawin: 'UTINYINT'});
