/* {
  "class": "loss",
  "name": {
    "zh": "户变关系错误（成对台区）",
    "en": "Customers booked in the wrong area (mirror pair)"
  },
  "version": 2,
  "effectiveFrom": "2000-01-01",
  "channel": "line-loss",
  "severity": 4,
  "specialty": "business",
  "parameters": { "min_days": 10, "min_kwh": 8, "min_pp": 1, "max_rest": 0.5, "near_degrees": 0.02, "min_spreads": 1.5, "prior_feeder": 1, "prior_near": 0.05, "min_p": 0.3 },
  "guidance": {
    "zh": "核对两台区交界处的用户接线，逐户确认所属变压器；在系统中调整户变关系后，观察两台区 7 个可算日的线损。",
    "en": "Trace the service lines where the two areas meet, confirm every customer's transformer, correct the mapping, then watch both areas for 7 computable days."
  },
  "explanation": {
    "zh": "台区{plusName}每天多损约 {plusKwh:0.0} kWh，相邻台区{minusName}每天少损约 {minusKwh:0.0} kWh，两者抵消 {matchPct:0}%（{days} 天日线损率相关系数 {correlation:0.00}），很可能有用户挂错台区。",
    "en": "Area {plusName} loses about {plusKwh:0.0} kWh a day too much and its neighbour {minusName} about {minusKwh:0.0} kWh too little: {matchPct:0} % cancel out (correlation of the daily rates over {days} days {correlation:0.00}), so customers are most likely booked in the wrong area."
  }
} */
-- Mirror pair: neighbours of which one loses what the other gains. Two independent questions, each answered as a likelihood ratio:
-- does the excess of one cancel the deficit of the other as closely as the usual spread of losses allows, and do their daily rates
-- move against each other? Load that moves little from day to day answers only the first. The pairs of an area then compete.
CREATE OR REPLACE TEMP TABLE mirror_candidate AS
WITH spread AS (SELECT greatest(1.4826 * median(abs(excess_pp)), 0.5) AS pp FROM area_excess),
place AS (
    SELECT e.*, a.feeder_no, a.station_code, a.lon, a.lat
    FROM area_excess AS e JOIN areas AS a USING (area_no)
    WHERE e.days >= $min_days AND abs(e.excess_kwh) >= $min_kwh AND abs(e.excess_pp) >= $min_pp)
SELECT x.area_no AS plus_no, y.area_no AS minus_no, x.excess_kwh AS plus_kwh, -y.excess_kwh AS minus_kwh,
    abs(x.excess_kwh + y.excess_kwh) AS rest_kwh, greatest(x.excess_kwh, -y.excess_kwh) AS moved_kwh,
    -- What does not cancel when the load is only booked elsewhere: both areas' own technical losses, each as far from the usual as losses are.
    greatest(pp / 100 * sqrt(x.supply_kwh ** 2 + y.supply_kwh ** 2), 0.05 * greatest(x.excess_kwh, -y.excess_kwh)) AS usual_rest_kwh,
    CASE WHEN x.feeder_no = y.feeder_no THEN $prior_feeder ELSE $prior_near END AS prior
FROM place AS x JOIN place AS y
    ON x.excess_kwh > 0 AND y.excess_kwh < 0
    AND (x.feeder_no = y.feeder_no
        OR ((x.feeder_no IS NULL OR y.feeder_no IS NULL) AND x.station_code = y.station_code)
        OR (abs(x.lon - y.lon) < $near_degrees AND abs(x.lat - y.lat) < $near_degrees)), spread
WHERE rest_kwh <= $max_rest * moved_kwh AND moved_kwh >= $min_spreads * usual_rest_kwh;

CREATE OR REPLACE TEMP TABLE mirror AS
WITH moved AS (
    -- Rates, not energies: the energies of any two areas rise and fall together with the weather. The days of a series resemble
    -- their neighbours, so only every other one counts as news.
    SELECT plus_no, minus_no, coalesce(corr(x.loss_pct, y.loss_pct), 0) AS correlation, count(*) AS days,
        greatest(-0.99, least(0.99, correlation)) AS r, greatest(count(*) / 2 - 3, 1) AS news
    FROM mirror_candidate AS c JOIN balance AS x ON x.area_no = c.plus_no JOIN balance AS y ON y.area_no = c.minus_no AND y.date = x.date
    GROUP BY plus_no, minus_no),
foreign_meter AS (SELECT area_no, count(DISTINCT customer_no) AS meters FROM alarm WHERE code = '3112' GROUP BY area_no),
weighed AS (
    SELECT c.*, m.correlation, m.days, coalesce(f.meters, 0) + coalesce(g.meters, 0) AS foreign_meters,
        -- Normal around 0 if it is a mirror, anything up to the load itself if it is chance.
        exp(-0.5 * (rest_kwh / usual_rest_kwh) ** 2) / (usual_rest_kwh * sqrt(2 * pi())) * moved_kwh
        -- Fisher's z of the correlation: of any strength against each other if it is a mirror, around 0 if it is chance.
        * list_avg(list_transform([-0.02, -0.1, -0.2, -0.3, -0.4, -0.5, -0.6, -0.7, -0.8, -0.9], rho -> exp(-0.5 * m.news * ((atanh(m.r) - atanh(rho)) ** 2 - atanh(m.r) ** 2))))
        * CASE WHEN f.meters + g.meters > 0 THEN 5 ELSE 1 END * c.prior AS weight
    FROM mirror_candidate AS c JOIN moved AS m USING (plus_no, minus_no)
    LEFT JOIN foreign_meter AS f ON f.area_no = plus_no LEFT JOIN foreign_meter AS g ON g.area_no = minus_no),
judged AS (
    SELECT *, weight / (1 + sum(weight) OVER (PARTITION BY plus_no) + sum(weight) OVER (PARTITION BY minus_no) - weight) AS p FROM weighed)
-- An area mirrors one other at most.
SELECT * FROM judged WHERE p >= $min_p QUALIFY row_number() OVER (PARTITION BY plus_no ORDER BY p DESC, minus_no) = 1 AND row_number() OVER (PARTITION BY minus_no ORDER BY p DESC, plus_no) = 1;

-- One ticket for both: neither their loss nor their gain is anybody's theft.
INSERT INTO explained SELECT unnest([plus_no, minus_no]), 'LL-04', 1 FROM mirror WHERE p >= 0.5;

SELECT 'area-pair' AS kind, least(plus_no, minus_no) || '|' || greatest(plus_no, minus_no) AS area_no, NULL AS customer_no, least(0.97, m.p) AS p,
    plus_no AS "plusNo", x.name AS "plusName", minus_no AS "minusNo", y.name AS "minusName",
    plus_kwh AS "plusKwh", minus_kwh AS "minusKwh", 100 * (1 - rest_kwh / moved_kwh) AS "matchPct", correlation, foreign_meters AS "foreignMeters", days
FROM mirror AS m JOIN areas AS x ON x.area_no = plus_no JOIN areas AS y ON y.area_no = minus_no;
