-- Mirror pair: neighbours of which one loses what the other gains, day by day.
CREATE OR REPLACE TEMP TABLE mirror AS
WITH place AS (
    SELECT e.*, a.feeder_no, a.station_code, a.lon, a.lat
    FROM area_excess AS e JOIN areas AS a USING (area_no)
    WHERE e.days >= $min_days AND abs(e.excess_kwh) >= $min_kwh AND abs(e.excess_pp) >= $min_pp),
pairs AS (
    SELECT x.area_no AS plus_no, y.area_no AS minus_no, x.excess_kwh AS plus_kwh, -y.excess_kwh AS minus_kwh
    FROM place AS x JOIN place AS y
        ON x.excess_kwh > 0 AND y.excess_kwh < 0
        AND (x.feeder_no = y.feeder_no
            OR ((x.feeder_no IS NULL OR y.feeder_no IS NULL) AND x.station_code = y.station_code)
            OR (abs(x.lon - y.lon) < $near_degrees AND abs(x.lat - y.lat) < $near_degrees))
    WHERE abs(x.excess_kwh + y.excess_kwh) <= $max_rest * greatest(x.excess_kwh, -y.excess_kwh)),
moved AS (
    SELECT p.plus_no, p.minus_no, any_value(p.plus_kwh) AS plus_kwh, any_value(p.minus_kwh) AS minus_kwh,
        -- Rates, not energies: the energies of any two areas rise and fall together with the weather.
        corr(x.loss_pct, y.loss_pct) AS correlation, count(*) AS days
    FROM pairs AS p JOIN balance AS x ON x.area_no = p.plus_no JOIN balance AS y ON y.area_no = p.minus_no AND y.date = x.date
    GROUP BY p.plus_no, p.minus_no),
foreign_meter AS (SELECT area_no, count(DISTINCT customer_no) AS meters FROM alarm WHERE code = '3112' GROUP BY area_no),
judged AS (
    SELECT m.*, abs(plus_kwh - minus_kwh) / greatest(plus_kwh, minus_kwh) AS rest,
        coalesce(f.meters, 0) + coalesce(g.meters, 0) AS foreign_meters,
        least(0.97, 0.6 + 0.6 * greatest(0, -correlation - $min_correlation)
            + 0.2 * (1 - abs(plus_kwh - minus_kwh) / greatest(plus_kwh, minus_kwh) / $max_rest)
            + CASE WHEN f.meters + g.meters > 0 THEN 0.1 ELSE 0 END) AS p
    FROM moved AS m LEFT JOIN foreign_meter AS f ON f.area_no = plus_no LEFT JOIN foreign_meter AS g ON g.area_no = minus_no
    WHERE correlation <= -$min_correlation AND -correlation * sqrt(days) >= $min_t),
best AS (
    -- An area mirrors one other at most: the best of its own that is also that one's best.
    SELECT *, row_number() OVER (PARTITION BY plus_no ORDER BY p DESC, minus_no) AS r1, row_number() OVER (PARTITION BY minus_no ORDER BY p DESC, plus_no) AS r2 FROM judged)
SELECT * EXCLUDE (r1, r2) FROM best WHERE r1 = 1 AND r2 = 1;

-- One ticket for both: neither their loss nor their gain is anybody's theft.
INSERT INTO explained SELECT unnest([plus_no, minus_no]), 'LL-04', 1 FROM mirror;

SELECT 'area-pair' AS kind, least(plus_no, minus_no) || '|' || greatest(plus_no, minus_no) AS area_no, NULL AS customer_no, m.p,
    plus_no AS "plusNo", x.name AS "plusName", minus_no AS "minusNo", y.name AS "minusName",
    plus_kwh AS "plusKwh", minus_kwh AS "minusKwh", correlation, foreign_meters AS "foreignMeters", days
FROM mirror AS m JOIN areas AS x ON x.area_no = plus_no JOIN areas AS y ON y.area_no = minus_no;
