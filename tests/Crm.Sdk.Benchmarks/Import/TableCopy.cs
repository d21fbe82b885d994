using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Import;

/// <summary>Reads the rows of a table in the order of its primary key, which is that in which they were written, and inserts them into another file by a prepared command.</summary>
internal sealed class TableCopy : IDisposable
{
    private readonly SqliteCommand _read;
    private readonly SqliteDataReader _reader;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _parameters;
    private readonly int _id;

    public TableCopy(SqliteConnection source, SqliteConnection target, string table)
    {
        _read = source.CreateCommand();
        _read.CommandText = $"SELECT * FROM \"{table}\"";
        _reader = _read.ExecuteReader();
        _id = Enumerable.Range(0, _reader.FieldCount).FirstOrDefault(i => _reader.GetName(i) == "id", -1);
        _insert = target.CreateCommand();
        _parameters = [.. Enumerable.Range(0, _reader.FieldCount).Select(static i => new SqliteParameter($"$p{i}", null))];
        _insert.Parameters.AddRange(_parameters);
        _insert.CommandText = $"INSERT INTO \"{table}\" VALUES ({string.Join(", ", _parameters.Select(static p => p.ParameterName))})";
        IsDone = !_reader.Read();
    }

    public bool IsDone { get; private set; }

    public List<object[]> Next(int rows)
    {
        var next = new List<object[]>();
        while (next.Count < rows && !IsDone)
        {
            next.Add(Take());
        }

        return next;
    }

    /// <summary>The rows whose id is not behind that of a row of another table.</summary>
    public List<object[]> NextUpTo(object[] row)
    {
        byte[] last = row.OfType<byte[]>().First(static bytes => bytes.Length == 16); // the id is the first of them
        var next = new List<object[]>();
        while (!IsDone && _reader.GetFieldValue<byte[]>(_id).AsSpan().SequenceCompareTo(last) <= 0)
        {
            next.Add(Take());
        }

        return next;
    }

    public void Insert(List<object[]> rows)
    {
        foreach (object[] row in rows)
        {
            for (int i = 0; i < row.Length; i++)
            {
                _parameters[i].Value = row[i];
            }

            _insert.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _read.Dispose();
        _insert.Dispose();
    }

    private object[] Take()
    {
        object[] row = new object[_reader.FieldCount];
        _reader.GetValues(row);
        IsDone = !_reader.Read();
        return row;
    }
}
