# The six figures of a plain file, in base R: mean and median gap, bonus gaps and shares, quarters of people.
d <- read.csv(commandArgs(TRUE)[1], colClasses = c("NULL", "character", "NULL", "NULL", "NULL", "numeric", "numeric", "NULL"))
gap <- function(f, x, s) { m <- f(x[s == "M"]); 100 * (m - f(x[s == "F"])) / m }
b <- !is.na(d$Bonus) & d$Bonus > 0
r <- rank(d$Hourly, ties.method = "first"); n <- nrow(d)
q <- pmin(3, floor((r - 1) * 4 / n))
out <- c(mean = gap(mean, d$Hourly, d$Sex), median = gap(median, d$Hourly, d$Sex), bonusMean = gap(mean, d$Bonus[b], d$Sex[b]), bonusMedian = gap(median, d$Bonus[b], d$Sex[b]),
  menPaid = 100 * sum(b & d$Sex == "M") / sum(d$Sex == "M"), womenPaid = 100 * sum(b & d$Sex == "F") / sum(d$Sex == "F"), women = table(q, d$Sex)[, "F"])
cat(paste0(names(out), "=", formatC(out, digits = 12, format = "g"), collapse = " "), "\n")
