using System.Data.Common;
using System.Globalization;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>A step that writes a row in each chunk and notes where each chunk begins; it fails in one chunk, after writing, where it is told to.</summary>
public sealed class RecordingStep(string name, int chunks, string? failAt, List<string> ran) : IDataStep
{
    public string Name => name;

    public async Task<DataStepProgress> RunChunkAsync(DataStepChunk chunk, CancellationToken cancellationToken)
    {
        ran.Add($"{name}: {chunk.Cursor ?? "begin"}");
        int number = 1 + int.Parse(chunk.Cursor ?? "0", CultureInfo.InvariantCulture);
        await using DbCommand command = chunk.Connection.CreateCommand();
        command.Transaction = chunk.Transaction;
        command.CommandText = "INSERT INTO crm_commit (tenant, commit_id, position, at, actor) VALUES (1, randomblob(16), 0, 0, 'step')";
        await command.ExecuteNonQueryAsync(cancellationToken);
        string cursor = number.ToString(CultureInfo.InvariantCulture);
        return cursor == failAt
            ? throw new InvalidOperationException("The chunk fails after it wrote.")
            : new DataStepProgress(number == chunks ? null : cursor, 1);
    }
}
