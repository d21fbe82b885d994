namespace Crm.Sdk;

/// <summary>Others changed records between reading and committing. Nothing was written; read again, decide again, commit again.</summary>
public sealed class CrmConflictException : CrmException
{
    /// <summary>Makes the error.</summary>
    public CrmConflictException(IReadOnlyList<RecordConflict> conflicts)
        : base(SessionErrorCodes.Conflict, Describe(conflicts)) => Conflicts = conflicts;

    /// <summary>Every record in conflict.</summary>
    public IReadOnlyList<RecordConflict> Conflicts { get; }

    private static string Describe(IReadOnlyList<RecordConflict> conflicts)
    {
        ArgumentNullException.ThrowIfNull(conflicts);
        return string.Join(" ", conflicts.Select(static c => c.ToString())) + " Read the records again, decide again, and commit again.";
    }
}
