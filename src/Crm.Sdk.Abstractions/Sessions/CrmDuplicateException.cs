using Crm.Sdk.Storage;

namespace Crm.Sdk;

/// <summary>A value that must be unique is held by another record. Nothing was written.</summary>
public sealed class CrmDuplicateException : CrmException
{
    /// <summary>Makes the error.</summary>
    public CrmDuplicateException(IReadOnlyList<KeyClash> clashes)
        : base(SessionErrorCodes.Duplicate, Describe(clashes)) => Clashes = clashes;

    /// <summary>Every key in conflict, with the record that holds it.</summary>
    public IReadOnlyList<KeyClash> Clashes { get; }

    private static string Describe(IReadOnlyList<KeyClash> clashes)
    {
        ArgumentNullException.ThrowIfNull(clashes);
        return string.Join(" ", clashes.Select(static c => $"{c.Key} belongs to {c.Key.Kind}/{c.Holder}.")) + " Use another value, or change that record.";
    }
}
