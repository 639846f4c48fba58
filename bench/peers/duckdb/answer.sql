SELECT
  count(*)::VARCHAR AS rows,
  (sum(nik) % 18446744073709551616::HUGEINT)::VARCHAR AS nik_sum,
  (sum(nomor_kartu_keluarga) % 18446744073709551616::HUGEINT)::VARCHAR AS kk_sum,
  count(*) FILTER (jenis_kelamin = 1)::VARCHAR AS men,
  count(*) FILTER (jenis_kelamin = 2)::VARCHAR AS women,
  sum(tanggal_lahir - DATE '1900-01-01')::VARCHAR AS birth_days,
  count(DISTINCT kode_desa)::VARCHAR AS villages,
  sum(strlen(nama))::VARCHAR AS name_bytes
FROM persons;
