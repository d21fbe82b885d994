// RFM with quintiles by DuckDB, the rival of P5. Reads a CSV file of orders (customer, placed_at, type, net) into a table in memory, which is not timed; answers each line of standard input, an as-of
// instant in microseconds, with one line of JSON: the milliseconds of the query on two threads, its result kept in a table as the other side keeps its own, and the sums of each class of scores.
const readline = require('readline');
const { DuckDBInstance, version } = require('@duckdb/node-api');

async function main(file) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE orders AS SELECT * FROM read_csv('${file}', header = false, columns = {'customer': 'UUID', 'placed_at': 'BIGINT', 'type': 'TINYINT', 'net': 'BIGINT'})`);
  console.log(`ready ${version()}`);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const until = BigInt(line.trim());
    const start = process.hrtime.bigint();
    await connection.run(`
      CREATE OR REPLACE TEMP TABLE scored AS
      WITH base AS MATERIALIZED (
        SELECT customer, ${until / 86400000000n} - max(placed_at) FILTER (type = 0) // 86400000000 AS recency, count(*) FILTER (type = 0) AS orders, sum(net)::BIGINT AS amount
        FROM orders WHERE placed_at <= ${until} GROUP BY customer HAVING count(*) FILTER (type = 0) > 0),
      edge AS (
        SELECT quantile_cont(recency, [0.2, 0.4, 0.6, 0.8]) AS r, quantile_cont(orders, [0.2, 0.4, 0.6, 0.8]) AS f, quantile_cont(amount, [0.2, 0.4, 0.6, 0.8]) AS m FROM base)
      SELECT customer, recency, orders, amount,
        5 - ((recency > r[1])::INT + (recency > r[2])::INT + (recency > r[3])::INT + (recency > r[4])::INT) AS r,
        1 + (orders > f[1])::INT + (orders > f[2])::INT + (orders > f[3])::INT + (orders > f[4])::INT AS f,
        1 + (amount > m[1])::INT + (amount > m[2])::INT + (amount > m[3])::INT + (amount > m[4])::INT AS m
      FROM base, edge`);
    const elapsedMs = Number(process.hrtime.bigint() - start) / 1e6;
    const sums = await connection.runAndReadAll('SELECT r * 100 + f * 10 + m, count(*), sum(recency)::VARCHAR, sum(orders)::VARCHAR, sum(amount)::VARCHAR FROM scored GROUP BY 1 ORDER BY 1');
    console.log(JSON.stringify({ elapsedMs, classes: sums.getRows().map(row => row.join(' ')) }));
  }
}

main(process.argv[2]).catch(error => { console.error(String(error)); process.exit(1); });
