namespace Crm.Sdk.Storage;

/// <summary>A store's answer to a commit: exactly one of three.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>The batch was applied, now or when the same commit id was first asked.</summary>
    /// <param name="Position">The commit's place in the tenant's order of commits; greater than all before.</param>
    public sealed record Committed(long Position) : CommitResult;

    /// <summary>Nothing was applied: records had other versions than expected.</summary>
    /// <param name="Mismatches">All of them, by kind and id.</param>
    public sealed record VersionConflict(ValueList<VersionMismatch> Mismatches) : CommitResult;

    /// <summary>Nothing was applied: claimed keys are held by other records.</summary>
    /// <param name="Clashes">All of them, in the order of the claims.</param>
    public sealed record UniqueConflict(ValueList<KeyClash> Clashes) : CommitResult;
}
