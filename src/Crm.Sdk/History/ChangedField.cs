namespace Crm.Sdk.History;

/// <summary>A field before and after a change, for people.</summary>
/// <remarks>Values stand as <see cref="Storage.FieldValue.ToString"/> writes them, a part as a JSON array of its items. Immutable and thread-safe.</remarks>
/// <param name="Field">The field's or part's name; <c>payload</c> for the whole of a kind that is kept as JSON.</param>
/// <param name="Old">The value before; null where there was none, or where it can no longer be read.</param>
/// <param name="New">The value after; null where there is none, or where it can no longer be read.</param>
public sealed record ChangedField(string Field, string? Old, string? New)
{
    /// <summary>Whether it says something about a person: whoever shows it on asks first who may see it.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Whether a value is masked, because the key that it was sealed under was destroyed.</summary>
    public bool IsMasked { get; init; }
}
