namespace Crm.Sdk.Storage;

/// <summary>Names a field of a kind, for example <c>placed-at</c>. What conditions, orders and revisions speak of.</summary>
/// <remarks>Lower-case ASCII letters, digits, <c>-</c> and <c>.</c>. Immutable and thread-safe.</remarks>
public readonly record struct FieldId
{
    /// <summary>The greatest length of a field's name.</summary>
    public const int MaxLength = 48;

    private readonly string? _name;

    /// <summary>Makes a field id of a name.</summary>
    /// <exception cref="CrmException">CRM1001: the name is empty, too long or has other characters.</exception>
    public FieldId(string name) => _name = ModelText.Require(name, MaxLength, "field");

    /// <summary>The name.</summary>
    public string Name => _name ?? string.Empty;

    /// <summary>Makes a field id of a name, with the checks of the constructor.</summary>
    public static implicit operator FieldId(string name) => new(name);

    /// <summary>Makes a field id of a name, with the checks of the constructor.</summary>
    public static FieldId FromString(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
