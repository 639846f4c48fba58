# Holds `desil fit` against R: lm, sandwich (HC1, cluster), survey (svyglm, svymean, jackknife) on a survey of the
# synthetic nation and on data sets that ship with R.
#
#   Rscript tests/compare_r.R DESIL FOLDER SURVEY.csv REPORT.fit.json
#
# DESIL is the program, FOLDER a place for files; the report is that of tests/data/compare_r_spec.toml. Coefficients
# must agree to 1e-8, errors to 1e-6. Writes FOLDER/sets/*.txt for the test "[.compare_r]" of desil_tests.
suppressMessages({ library(survey); library(sandwich) })
options(survey.lonely.psu = "adjust", digits = 17)
arguments <- commandArgs(TRUE)
desil <- arguments[1]; folder <- arguments[2]
failed <- FALSE
check <- function(name, seen, wanted, bar) {
  off <- max(abs((seen - wanted) / wanted))
  cat(sprintf("%-34s largest relative difference %.1e (bar %.0e)\n", name, off, bar))
  failed <<- failed || !isTRUE(off <= bar) || length(seen) != length(wanted)
}
# The first list of a report under a key: of the nation.
numbers <- function(report, key) {
  line <- grep(paste0('"', key, '": \\['), readLines(report), value = TRUE)[1]
  as.numeric(strsplit(gsub(".*\\[|\\].*", "", line), ",")[[1]])
}
check_fit <- function(name, report, m, design, cluster) {
  s <- svyglm(formula(m), design)
  check(paste(name, "coefficients"), numbers(report, "coefficients"), unname(coef(m)), 1e-8)
  check(paste(name, "classical"), numbers(report, "se_classical"), unname(sqrt(diag(vcov(m)))), 1e-6)
  check(paste(name, "HC1"), numbers(report, "se_hc1"), unname(sqrt(diag(vcovHC(m, "HC1")))), 1e-6)
  check(paste(name, "cluster"), numbers(report, "se_cluster"),
        unname(sqrt(diag(vcovCL(m, cluster = cluster, type = "HC1")))), 1e-6)
  check(paste(name, "design"), numbers(report, "se_design"), unname(sqrt(diag(vcov(s)))), 1e-6)
}

# The survey of the synthetic nation.
d <- read.csv(arguments[3])
d$y <- log(d$pengeluaran_per_kapita)
d$stratum <- interaction(d$kode_kabupaten, d$strata)
d$psu <- interaction(d$stratum, d$klaster, drop = TRUE)
dummy <- function(x, all) { m <- sapply(all[-1], function(l) as.numeric(x == l)); m[, colSums(m) > 0, drop = FALSE] }
x <- cbind(dummy(d$sumber_penerangan_utama, 1:4), dummy(d$aset_bergerak_kulkas, 1:2), dummy(pmin(d$anggota, 8), 1:8),
           dummy(d$aset_bergerak_sepeda_motor, 1:2),
           (d$aset_bergerak_sepeda_motor == 2) * (d$aset_bergerak_kulkas == 2))
d$x <- x
check_fit("synthetic survey", arguments[4], lm(y ~ x, data = d, weights = bobot),
          svydesign(ids = ~psu, strata = ~stratum, weights = ~bobot, data = d), d$klaster)

# Poverty and inequality: by persons, line Rp 609,160. The errors of Gini and Lorenz by svytotal of the influences,
# written out by their definition; and once more by the jackknife, which need not agree to the last digits.
line <- 609160
d$e <- as.numeric(d$pengeluaran_per_kapita)
d$p <- as.numeric(d$bobot) * d$anggota
persons <- svydesign(ids = ~psu, strata = ~stratum, weights = ~p, data = d)
index_of <- function(key, value, error) {
  seen <- numbers(arguments[4], key)
  check(paste(key, "value"), seen[1], value, 1e-8)
  check(paste(key, "error"), seen[2], error, 1e-6)
}
for (a in 0:2) {
  d$gap <- ifelse(d$e < line, (1 - d$e / line)^a, 0)
  m <- svymean(~gap, update(persons, gap = d$gap))
  index_of(paste0("fgt", a), as.numeric(m), as.numeric(SE(m)))
}
mean_e <- svymean(~e, persons)
index_of("mean", as.numeric(mean_e), as.numeric(SE(mean_e)))
N <- sum(d$p); total <- sum(d$p * d$e)
distance <- sapply(d$e, function(y) sum(d$p * abs(y - d$e)))
gini <- sum(d$p * distance) / (2 * N * total)
influence <- distance / (N * total) - gini / N - gini * d$e / total
index_of("gini", gini, as.numeric(SE(svytotal(~z, update(persons, z = influence)))))
gini_of <- function(w, data) {
  o <- order(data$e); w <- w[o]; y <- data$e[o]
  sum(w * y * (2 * cumsum(w) - w)) / (sum(w) * sum(w * y)) - 1
}
jackknife <- withReplicates(as.svrepdesign(persons, type = "JKn"), gini_of)
check("gini error, jackknife", numbers(arguments[4], "gini")[2], as.numeric(SE(jackknife)), 0.05)

# Data sets that ship with R, as surveys of their own: every factor a count of members, one regency.
counts <- c("anggota_0_6", "anggota_7_12", "anggota_13_15", "anggota_16_18", "anggota_19_59")
fit_set <- function(name, y, factors, weights = rep(1, length(y)), strata = rep(1, length(y)),
                    cluster = seq_along(y)) {
  file <- file.path(folder, name)
  rows <- data.frame(kab = 1101, y = sprintf("%.17g", y), w = sprintf("%.17g", weights), s = as.integer(factor(strata)),
                     k = as.integer(factor(cluster)))
  spec <- c('target = "y"', 'weight = "w"', 'region = "kab"', 'cluster = "k"', 'strata = ["s"]',
            '[fit]', 'level = "nation"', 'select = "all"')
  for (i in seq_along(factors)) {
    f <- factor(factors[[i]])
    rows[[counts[i]]] <- as.integer(f) - 1L
    spec <- c(spec, '[[term]]', sprintf('name = "f%d"', i), sprintf('variable = "%s"', counts[i]), 'kind = "count"',
              sprintf('cap = %d', nlevels(f) - 1), 'reference = 0')
  }
  write.csv(rows, paste0(file, ".csv"), row.names = FALSE, quote = FALSE)
  writeLines(spec, paste0(file, ".toml"))
  code <- system2(desil, c("fit", "--survey", paste0(file, ".csv"), "--spec", paste0(file, ".toml"), "--out",
                           paste0(file, ".json"), "--quiet"), stdout = FALSE)
  if (code != 0) { cat(name, "desil fit failed\n"); failed <<- TRUE; return() }
  data <- data.frame(y = log(y), lapply(factors, factor))
  data$w <- weights; data$s <- factor(strata); data$k <- cluster
  m <- lm(reformulate(names(data)[1 + seq_along(factors)], "y"), data = data, weights = w)
  check_fit(name, paste0(file, ".fit.json"), m, svydesign(ids = ~k, strata = ~s, weights = ~w, data = data, nest = FALSE),
            cluster)
}
# The target must lie where a constant of a model may: expenditure of some 13 ln units.
scaled <- function(v) v * exp(13) / mean(v)
fit_set("mtcars", scaled(mtcars$mpg), list(a = mtcars$cyl, b = mtcars$am, c = mtcars$gear))
fit_set("warpbreaks", scaled(warpbreaks$breaks), list(a = warpbreaks$wool, b = warpbreaks$tension))
fit_set("ToothGrowth", scaled(ToothGrowth$len), list(a = ToothGrowth$supp, b = ToothGrowth$dose))
fit_set("chickwts", scaled(chickwts$weight), list(a = chickwts$feed))
fit_set("npk", scaled(npk$yield), list(a = npk$N, b = npk$P, c = npk$K), cluster = npk$block)
fit_set("ChickWeight", scaled(ChickWeight$weight), list(a = ChickWeight$Diet, b = ChickWeight$Time %/% 4),
        cluster = ChickWeight$Chick)
data(api)
for (name in c("apistrat", "apiclus1", "apiclus2")) {
  a <- get(name)
  fit_set(name, scaled(a$api00), list(a = a$stype, b = a$sch.wide, c = cut(a$meals, 4, labels = FALSE)),
          weights = a$pw, strata = if (name == "apistrat") a$stype else rep(1, nrow(a)),
          cluster = if (name == "apistrat") a$snum else a$dnum)
}

# Measured regressors: written for the dense solver, which the test "[.compare_r]" holds against R's numbers.
dir.create(file.path(folder, "sets"), showWarnings = FALSE)
write_set <- function(name, m) {
  x <- model.matrix(m); y <- model.response(model.frame(m)); s <- summary(m)
  number <- function(v) paste(sprintf("%.17g", v), collapse = " ")
  lines <- c("intercept yes", sprintf("coefficient %s", apply(s$coefficients[, 1:2], 1, number)),
             sprintf("residual_sd %.17g", s$sigma), sprintf("r_squared %.17g", s$r.squared),
             sprintf("row %s", apply(cbind(y, x[, -1, drop = FALSE]), 1, number)))
  writeLines(lines, file.path(folder, "sets", paste0(name, ".txt")))
}
write_set("cars", lm(dist ~ speed, cars))
write_set("mtcars", lm(mpg ~ wt + hp + qsec + disp, mtcars))
write_set("longley", lm(Employed ~ ., longley))
write_set("swiss", lm(Fertility ~ ., swiss))
write_set("stackloss", lm(stack.loss ~ ., stackloss))
write_set("attitude", lm(rating ~ ., attitude))
write_set("trees", lm(Volume ~ Girth + Height, trees))
write_set("LifeCycleSavings", lm(sr ~ ., LifeCycleSavings))
write_set("airquality", lm(Ozone ~ Solar.R + Wind + Temp, airquality))
write_set("api", lm(api00 ~ ell + meals + mobility, apipop))
quit(status = if (failed) 1 else 0)
