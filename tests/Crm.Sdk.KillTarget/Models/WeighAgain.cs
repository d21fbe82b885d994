using System.Data.Common;
using Crm.Sdk.EntityFrameworkCore;

namespace Crm.Sdk.KillTarget.Models;

/// <summary>A data step that adds to every parcel. Done twice to one, or not at all, it shows.</summary>
public sealed class WeighAgain : IDataStep
{
    public const long Grams = 1_000;

    private const int RowsPerChunk = 25;

    public string Name => "0001-weigh-again";

    public async Task<DataStepProgress> RunChunkAsync(DataStepChunk chunk, CancellationToken cancellationToken)
    {
        await using DbCommand command = chunk.Connection.CreateCommand();
        command.Transaction = chunk.Transaction;
        command.CommandText = """
            UPDATE test_parcel SET grams = grams + $grams WHERE id IN (SELECT id FROM test_parcel WHERE id > $after ORDER BY id LIMIT $rows) RETURNING id
            """;
        Add("$grams", Grams);
        Add("$after", chunk.Cursor is { } cursor ? Convert.FromHexString(cursor) : []);
        Add("$rows", RowsPerChunk);
        byte[]? last = null;
        int rows = 0;
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = (byte[])reader.GetValue(0);
            last = last is null || id.AsSpan().SequenceCompareTo(last) > 0 ? id : last; // RETURNING promises no order
            rows++;
        }

        return new DataStepProgress(rows < RowsPerChunk ? null : Convert.ToHexString(last!), rows);

        void Add(string name, object value)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
    }
}
