using Crm.Sdk.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Facts;

/// <summary>
/// The baseline of P5: what a careful hand writes in SQL for the same answer. Edges are the 20, 40, 60 and 80 % quantiles by linear interpolation (R's type 7);
/// a value on an edge belongs to the lower bin; recency scores run from 5 for the most recent.
/// </summary>
internal static class SqlRfm
{
    private const string Sql = """
        WITH base AS MATERIALIZED (
            SELECT customer,
                   $today - max(CASE WHEN type = 0 THEN placed_at END) / 86400000000 AS recency,
                   count(CASE WHEN type = 0 THEN 1 END) AS orders,
                   sum(net) AS amount
            FROM "order" WHERE status <> 9 AND placed_at <= $asof GROUP BY tenant, customer HAVING orders > 0),
        n AS (SELECT count(*) AS n FROM base),
        r AS MATERIALIZED (SELECT recency AS v, row_number() OVER (ORDER BY recency) - 1 AS i FROM base),
        f AS MATERIALIZED (SELECT orders AS v, row_number() OVER (ORDER BY orders) - 1 AS i FROM base),
        m AS MATERIALIZED (SELECT amount AS v, row_number() OVER (ORDER BY amount) - 1 AS i FROM base),
        p(p) AS (VALUES (0.2), (0.4), (0.6), (0.8)),
        at AS (SELECT p, CAST((n - 1) * p AS INTEGER) AS low, (n - 1) * p - CAST((n - 1) * p AS INTEGER) AS part FROM p, n),
        re AS MATERIALIZED (SELECT a.v + (b.v - a.v) * part AS e FROM at JOIN r a ON a.i = low JOIN r b ON b.i = min(low + 1, (SELECT n - 1 FROM n))),
        fe AS MATERIALIZED (SELECT a.v + (b.v - a.v) * part AS e FROM at JOIN f a ON a.i = low JOIN f b ON b.i = min(low + 1, (SELECT n - 1 FROM n))),
        me AS MATERIALIZED (SELECT a.v + (b.v - a.v) * part AS e FROM at JOIN m a ON a.i = low JOIN m b ON b.i = min(low + 1, (SELECT n - 1 FROM n)))
        SELECT customer, recency, orders, amount,
               5 - (SELECT count(*) FROM re WHERE recency > e), 1 + (SELECT count(*) FROM fe WHERE orders > e), 1 + (SELECT count(*) FROM me WHERE amount > e)
        FROM base
        """;

    /// <summary>An index that spares the statement the table itself.</summary>
    public const string CoveringIndex = "CREATE INDEX rfm ON \"order\" (tenant, customer, status, placed_at, type, net); ANALYZE rfm";

    public static List<(Guid Customer, Row Row)> Score(SqliteConnection connection, AsOf asOf)
    {
        var rows = new List<(Guid, Row)>();
        long micros = asOf.Instant.ToUnixMicroseconds();
        using var query = new RawQuery(connection, Sql, ("$asof", micros), ("$today", micros / 86_400_000_000));
        while (query.Read())
        {
            rows.Add((query.Id(0), new Row(query.Int(1), query.Int(2), query.Int(3), (int)query.Int(4), (int)query.Int(5), (int)query.Int(6))));
        }

        return rows;
    }

    public readonly record struct Row(long Recency, long Orders, long Amount, int R, int F, int M);
}
