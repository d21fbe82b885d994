namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>What a database lacks of a model.</summary>
/// <param name="Stored">What it says of itself; null where nothing was written yet.</param>
/// <param name="Merge">The changes of tables, columns and indexes.</param>
/// <param name="Steps">The data steps that are not done.</param>
internal sealed record SchemaPlan(StoredSchema? Stored, SchemaMerge Merge, IReadOnlyList<IDataStep> Steps)
{
    /// <summary>What is to be done, one line each.</summary>
    public IReadOnlyList<string> Lines { get; } = [.. Steps.Select(static step => $"data step {step.Name}"), .. Merge.Lines];

    public bool IsEmpty => Lines.Count == 0;

    /// <summary>Whether an earlier migration was stopped in its midst, so that this one only goes on.</summary>
    public bool Resumes => Stored is not null && !Merge.HasStructuralChanges
        && (Merge.Fillings.Count > 0 || Steps.Any(step => Stored.BegunSteps.ContainsKey(step.Name)));
}
