SELECT
  toString(count()) AS rows,
  toString(sum(nik)) AS nik_sum,
  toString(sum(nomor_kartu_keluarga)) AS kk_sum,
  toString(countIf(jenis_kelamin = 1)) AS men,
  toString(countIf(jenis_kelamin = 2)) AS women,
  toString(sum(toInt64(toInt32(tanggal_lahir)) + 25567)) AS birth_days,
  toString(uniqExact(kode_desa)) AS villages,
  toString(sum(length(nama))) AS name_bytes
FROM peers.persons
