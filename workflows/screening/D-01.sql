/* {
  "class": "archive",
  "name": { "zh": "采集/营销/PMS 档案不一致", "en": "Archives disagree" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "archive",
  "severity": 2,
  "specialty": "business",
  "parameters": { "p": 0.5, "p_per_field": 0.1, "p_most": 0.75 },
  "guidance": {
    "zh": "现场抄录表号、台区和用电性质，以现场为准更正三套系统。",
    "en": "Note meter number, area and kind of use on site, and correct the three systems to match."
  },
  "explanation": {
    "zh": "{customerName}的{fields}在三套系统中不一致（{detail}）。",
    "en": "{customerName}: {fieldsEn} differ between the three systems ({detailEn})."
  }
} */
-- The three systems disagree about a customer. Case, blanks and leading zeros are not a difference, and unknown is none either.
CREATE OR REPLACE TEMP MACRO plain(x) AS nullif(ltrim(upper(regexp_replace(x, '\s', '', 'g')), '0'), '');
WITH compared AS (
    SELECT c.customer_no, c.customer_name, c.area_no,
        unnest(['meterNo', 'areaNo', 'tariffCode', 'status']) AS field, unnest(['表号', '台区', '电价', '状态']) AS word,
        unnest([c.meter_no, c.area_no, c.tariff_code, c.status]) AS marketing,
        unnest([q.meter_no, q.area_no, q.tariff_code, q.status]) AS acquisition,
        unnest([m.meter_no, m.area_no, m.tariff_code, m.status]) AS pms
    FROM customer AS c LEFT JOIN archive_acquisition AS q USING (customer_no) LEFT JOIN archive_pms AS m USING (customer_no)
    WHERE q.customer_no IS NOT NULL OR m.customer_no IS NOT NULL),
different AS (
    SELECT * FROM compared
    WHERE plain(marketing) <> plain(acquisition) OR plain(marketing) <> plain(pms) OR plain(acquisition) <> plain(pms))
SELECT 'customer' AS kind, area_no, customer_no, least($p_most, $p + $p_per_field * (count(*) - 1)) AS p,
    any_value(customer_name) AS "customerName", string_agg(word, '、') AS fields, string_agg(field, ', ') AS "fieldsEn",
    string_agg(word || '：营销 ' || coalesce(marketing, '—') || '，采集 ' || coalesce(acquisition, '—') || '，PMS ' || coalesce(pms, '—'), '；') AS detail,
    string_agg(field || ': marketing ' || coalesce(marketing, '—') || ', acquisition ' || coalesce(acquisition, '—') || ', PMS ' || coalesce(pms, '—'), '; ') AS "detailEn"
FROM different GROUP BY customer_no, area_no;
