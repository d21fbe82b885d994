using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Where a scan puts its rows: the batch at work, handed over whenever it is full.</summary>
/// <remarks>Used by one thread.</remarks>
public sealed class ColumnSink
{
    private const int RowsPerBatch = 4096;

    private readonly Func<ColumnBatch, CancellationToken, ValueTask> _onBatch;

    internal ColumnSink(IReadOnlyList<FieldType> types, Func<ColumnBatch, CancellationToken, ValueTask> onBatch)
    {
        Types = types;
        Batch = new ColumnBatch(types, RowsPerBatch);
        _onBatch = onBatch;
    }

    /// <summary>The types of the fields, in the order in which the command answers their columns.</summary>
    public IReadOnlyList<FieldType> Types { get; }

    /// <summary>The batch at work.</summary>
    public ColumnBatch Batch { get; }

    /// <summary>The row to fill next.</summary>
    public int Row => Batch.Count;

    /// <summary>Says that the row is filled; hands the batch over when it is full.</summary>
    public ValueTask NextRowAsync(CancellationToken cancellationToken) => ++Batch.Count == Batch.Capacity ? FinishAsync(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Hands over what is left.</summary>
    internal async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        if (Batch.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _onBatch(Batch, cancellationToken).ConfigureAwait(false);
            Batch.Count = 0;
        }
    }
}
