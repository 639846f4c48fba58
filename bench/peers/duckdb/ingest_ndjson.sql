-- NDJSON to a table. Keys that are not named here and values of another JSON type pass unseen.
CREATE OR REPLACE TABLE persons AS SELECT * FROM read_json('${file}',
  format = 'newline_delimited', auto_detect = false,
  columns = {nik: 'UBIGINT', nomor_kartu_keluarga: 'UBIGINT', nama: 'VARCHAR', jenis_kelamin: 'UTINYINT', tanggal_lahir: 'DATE',
    kode_desa: 'UBIGINT', status_hubungan_keluarga: 'UTINYINT', status_kawin: 'UTINYINT'});
