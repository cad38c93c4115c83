-- Reverse energy at a customer without generation. A detail that names a smaller energy than the limit does not count.
SELECT 'customer' AS kind, c.area_no, c.customer_no, least($p_most, $p + $p_per_day * (count(DISTINCT a.day) - 1)) AS p,
    c.customer_name AS "customerName", string_agg(DISTINCT a.code, '/') AS codes, count(DISTINCT a.day) AS "alarmDays", min(a.day) AS "from", max(a.day) AS "to",
    string_agg(DISTINCT a.detail, '; ') AS detail
FROM alarm AS a JOIN customer AS c USING (customer_no)
WHERE a.code IN ('00105', '00106') AND NOT a.is_mass AND coalesce(c.pv_kwp, 0) = 0 AND coalesce(TRY_CAST(regexp_extract(a.detail, '([0-9]+[.]?[0-9]*) *[kK][wW]', 1) AS DOUBLE), $min_kwh + 1) > $min_kwh
GROUP BY c.area_no, c.customer_no, c.customer_name
HAVING count(DISTINCT a.day) >= $min_days;
