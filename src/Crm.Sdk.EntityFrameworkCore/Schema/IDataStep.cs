namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A change of stored data between two releases, done in chunks of one transaction each.</summary>
/// <remarks>
/// A step is run once per database, in the order of the names, before indexes are filled. It may be killed at any moment: the chunk at work is
/// undone and the step goes on from the cursor of the last whole one. New databases skip all steps.
/// </remarks>
public interface IDataStep
{
    /// <summary>The step's name, never changed and never used again: a number of four digits and what it does, for example <c>0003-fold-emails</c>.</summary>
    string Name { get; }

    /// <summary>Does one chunk.</summary>
    /// <param name="chunk">The connection, its transaction and the cursor that the last chunk left.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    /// <returns>How far the step is.</returns>
    Task<DataStepProgress> RunChunkAsync(DataStepChunk chunk, CancellationToken cancellationToken);
}
