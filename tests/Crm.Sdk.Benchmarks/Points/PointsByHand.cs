using Crm.Sdk.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Points;

/// <summary>
/// The baseline: what somebody would write by hand for the same tables. It asks whether the key is taken, reads the account and, to spend, its open lots, changes both under their versions, and inserts
/// the rows that ours wrote: transaction, entries, lot, commit and audit entry. Hashes and ids are there already: making them is part of our time only.
/// </summary>
internal sealed class PointsByHand : IDisposable
{
    /// <summary>The reference by which the trial's transactions are known.</summary>
    public const string Mark = "trial";

    private const string Marked = "SELECT id FROM points_transaction WHERE reference = '" + Mark + "'";

    private readonly SqliteConnection _source;
    private readonly SqliteConnection _target;
    private readonly List<SqliteCommand> _commands = [];

    private PointsByHand(SqliteConnection source, SqliteConnection target) => (_source, _target) = (source, target);

    /// <param name="ours">Our file, with what the trial posted.</param>
    /// <param name="file">A file as ours was before.</param>
    /// <param name="perCommit">How many postings a transaction takes.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    public static async Task<Lap> RunAsync(string ours, string file, int perCommit, CancellationToken cancellationToken)
    {
        await using SqliteConnection source = await Sqlite.OpenReaderAsync(ours, cancellationToken);
        await using SqliteConnection target = await Sqlite.OpenWriterAsync(file, cancellationToken);
        using var byHand = new PointsByHand(source, target);
        Lap lap = byHand.Run(perCommit);
        string sums = "SELECT count(*) || '/' || sum(available) || '/' || sum(sequence) FROM points_account WHERE programme = 'default'";
        string mine = Sqlite.Texts(source, sums)[0], other = Sqlite.Texts(target, sums)[0];
        return mine == other ? lap : throw new InvalidDataException($"Accounts, points and sequences are {mine} in ours and {other} in the baseline.");
    }

    public void Dispose() => _commands.ForEach(static command => command.Dispose());

    private Lap Run(int perCommit)
    {
        List<object[]> postings = Rows("SELECT id, account, points FROM points_transaction WHERE reference = '" + Mark + "' ORDER BY created_at, sequence");
        Dictionary<string, object[]> transactions = ById($"SELECT * FROM points_transaction WHERE id IN ({Marked})", "id");
        ILookup<string, object[]> entries = Rows($"SELECT * FROM points_transaction_entry WHERE id IN ({Marked})").ToLookup(static row => Name(row[1]));
        Dictionary<string, object[]> lots = ById($"SELECT * FROM points_lot WHERE source IN ({Marked})", "source");
        int commits = (postings.Count + perCommit - 1) / perCommit;
        Queue<object[]> log = new(Rows($"SELECT * FROM (SELECT * FROM crm_commit ORDER BY rowid DESC LIMIT {commits})")), audit = new(Rows($"SELECT * FROM (SELECT * FROM audit_entry ORDER BY rowid DESC LIMIT {commits})"));

        SqliteCommand isTaken = Command("SELECT fingerprint FROM points_transaction WHERE tenant = $p0 AND id = $p1", 2);
        SqliteCommand account = Command("SELECT available, sequence, head, next_due, debt, version FROM points_account WHERE tenant = $p0 AND id = $p1", 2);
        SqliteCommand openLots = Command("SELECT id, remaining, expires_on, earned_at, version FROM points_lot WHERE tenant = $p0 AND open_in = $p1", 2);
        SqliteCommand setLot = Command("UPDATE points_lot SET remaining = $p2, open_in = CASE WHEN $p2 > 0 OR held > 0 THEN open_in END, version = version + 1 WHERE tenant = $p0 AND id = $p1 AND version = $p3", 4);
        SqliteCommand setAccount = Command(
            "UPDATE points_account SET available = available + $p2, issued = issued + max($p2, 0), redeemed = redeemed + max(-$p2, 0), sequence = $p3, head = $p4, as_of = $p5, version = version + 1 WHERE tenant = $p0 AND id = $p1 AND version = $p6", 7);
        SqliteCommand addTransaction = Insert("points_transaction"), addEntry = Insert("points_transaction_entry"), addLot = Insert("points_lot"), addCommit = Insert("crm_commit"), addAudit = Insert("audit_entry");

        var watch = LapWatch.StartNew();
        foreach (object[][] chunk in postings.Chunk(perCommit))
        {
            Sqlite.Execute(_target, "BEGIN IMMEDIATE");
            foreach (object[] posting in chunk)
            {
                object[] transaction = transactions[Name(posting[0])];
                object tenant = transaction[0];
                if (Read(isTaken, [tenant, posting[0]]).Count > 0)
                {
                    throw new InvalidDataException("A key is taken.");
                }

                object[] before = Read(account, [tenant, posting[1]])[0];
                long points = (long)posting[2];
                if (points < 0)
                {
                    Spend(tenant, posting[1], -points, openLots, setLot);
                }

                Do(addTransaction, transaction);
                foreach (object[] entry in entries[Name(posting[0])])
                {
                    Do(addEntry, entry);
                }

                if (lots.TryGetValue(Name(posting[0]), out object[]? lot))
                {
                    Do(addLot, lot);
                }

                Do(setAccount, [tenant, posting[1], points, (long)before[1] + 1, before[2], DBNull.Value, before[5]]);
            }

            Do(addCommit, log.Dequeue());
            Do(addAudit, audit.Dequeue());
            Sqlite.Execute(_target, "COMMIT");
        }

        watch.Stop();
        return watch.Lap;
    }

    private static void Spend(object tenant, object account, long points, SqliteCommand openLots, SqliteCommand setLot)
    {
        foreach (object[] lot in Read(openLots, [tenant, account]).OrderBy(static lot => lot[2] is DBNull ? long.MaxValue : (long)lot[2]).ThenBy(static lot => (long)lot[3]))
        {
            long taken = Math.Min(points, (long)lot[1]);
            points -= taken;
            Do(setLot, [tenant, lot[0], (long)lot[1] - taken, lot[4]]);
            if (points == 0)
            {
                return;
            }
        }

        throw new InvalidDataException("There are too few points.");
    }

    private static string Name(object id) => Convert.ToHexString((byte[])id);

    private static void Do(SqliteCommand command, object[] values)
    {
        Bind(command, values);
        if (command.ExecuteNonQuery() != 1)
        {
            throw new InvalidDataException($"Not one row by: {command.CommandText}");
        }
    }

    private static List<object[]> Read(SqliteCommand command, object[] values)
    {
        Bind(command, values);
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            object[] row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static void Bind(SqliteCommand command, object[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }

    private List<object[]> Rows(string sql)
    {
        using SqliteCommand command = _source.CreateCommand();
        command.CommandText = sql;
        return Read(command, []);
    }

    private Dictionary<string, object[]> ById(string sql, string column)
    {
        using SqliteCommand command = _source.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        int at = reader.GetOrdinal(column);
        reader.Close();
        return Rows(sql).ToDictionary(row => Name(row[at]));
    }

    private SqliteCommand Insert(string table)
    {
        int columns = int.Parse(Sqlite.Texts(_source, $"SELECT CAST(count(*) AS TEXT) FROM pragma_table_info('{table}')")[0], System.Globalization.CultureInfo.InvariantCulture);
        return Command($"INSERT INTO {table} VALUES ({string.Join(", ", Enumerable.Range(0, columns).Select(static i => $"$p{i}"))})", columns);
    }

    private SqliteCommand Command(string sql, int parameters)
    {
        SqliteCommand command = _target.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter($"$p{i}", null));
        }

        _commands.Add(command);
        return command;
    }
}
