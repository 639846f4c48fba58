# Holds `desil fit` against R: lm, sandwich (HC1, cluster) and survey::svyglm on a survey of the synthetic nation.
#
#   Rscript tests/compare_r.R SURVEY.csv REPORT.fit.json
#
# The report is that of tests/data/compare_r_spec.toml. Coefficients must agree to 1e-8, errors to 1e-6.
suppressMessages({ library(survey); library(sandwich) })
arguments <- commandArgs(TRUE)
d <- read.csv(arguments[1])
d$y <- log(d$pengeluaran_per_kapita)
d$stratum <- interaction(d$kode_kabupaten, d$strata)
d$psu <- interaction(d$stratum, d$klaster, drop = TRUE)
level <- function(x, all) factor(x, levels = all)
dummy <- function(x, all) { m <- sapply(all[-1], function(l) as.numeric(x == l)); m[, colSums(m) > 0, drop = FALSE] }
members <- pmin(d$anggota, 8)
x <- cbind(dummy(d$sumber_penerangan_utama, 1:4), dummy(d$aset_bergerak_kulkas, 1:2), dummy(members, 1:8),
           dummy(d$aset_bergerak_sepeda_motor, 1:2),
           (d$aset_bergerak_sepeda_motor == 2) * (d$aset_bergerak_kulkas == 2))
m <- lm(y ~ x, data = d, weights = bobot)
options(survey.lonely.psu = "adjust")
d$x <- x
s <- svyglm(y ~ x, svydesign(ids = ~psu, strata = ~stratum, weights = ~bobot, data = d))
numbers <- function(key) {  # of the last model, the nation's where it is the only one
  line <- grep(paste0('"', key, '": \\['), readLines(arguments[2]), value = TRUE)[1]
  as.numeric(strsplit(gsub(".*\\[|\\].*", "", line), ",")[[1]])
}
failed <- FALSE
check <- function(name, seen, wanted, bar) {
  off <- max(abs((seen - wanted) / wanted))
  cat(sprintf("%-14s largest relative difference %.1e (bar %.0e)\n", name, off, bar))
  failed <<- failed || !(off <= bar) || length(seen) != length(wanted)
}
check("coefficients", numbers("coefficients"), unname(coef(m)), 1e-8)
check("classical", numbers("se_classical"), unname(sqrt(diag(vcov(m)))), 1e-6)
check("HC1", numbers("se_hc1"), unname(sqrt(diag(vcovHC(m, "HC1")))), 1e-6)
check("cluster", numbers("se_cluster"), unname(sqrt(diag(vcovCL(m, cluster = d$klaster, type = "HC1")))), 1e-6)
check("design", numbers("se_design"), unname(sqrt(diag(vcov(s)))), 1e-6)
quit(status = if (failed) 1 else 0)
