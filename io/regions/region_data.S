// Embeds the region tables as they lie in io/regions/data; region_data.h gives their views.
.macro embed symbol, file
        .globl  \symbol\()_begin
        .globl  \symbol\()_end
        .hidden \symbol\()_begin
        .hidden \symbol\()_end
        .balign 16
\symbol\()_begin:
        .incbin "\file"
\symbol\()_end:
        .byte   0
.endm

        .section .rodata
        embed desil_villages_csv, "io/regions/data/villages.csv"
        embed desil_districts_csv, "io/regions/data/districts.csv"
        embed desil_regencies_csv, "io/regions/data/regencies.csv"
        embed desil_provinces_csv, "io/regions/data/provinces.csv"
        embed desil_population_sex_csv, "io/regions/data/population_sex.csv"
        embed desil_retired_codes_csv, "io/regions/data/retired_codes.csv"
        embed desil_successor_codes_csv, "io/regions/data/successor_codes.csv"
        embed desil_bps_bridge_2020_csv, "io/regions/data/bps_bridge_2020.csv"

        .section .note.GNU-stack, "", @progbits
