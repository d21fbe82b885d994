namespace Crm.Sdk;

/// <summary>Names the tenant (a company whose customers are kept apart from all others) that a record, a query or a commit belongs to.</summary>
/// <remarks>Compared by code point, case-sensitively. Immutable and thread-safe.</remarks>
public readonly record struct TenantId
{
    /// <summary>The greatest length of a tenant's name, in UTF-16 units.</summary>
    public const int MaxLength = 64;

    private readonly string? _value;

    /// <summary>Makes a tenant id of a name.</summary>
    /// <param name="value">1 to <see cref="MaxLength"/> characters: ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
    /// <exception cref="CrmException">CRM1001: the name is empty, too long or has other characters.</exception>
    public TenantId(string value) => _value = IdentityText.Require(value, MaxLength, "tenant");

    /// <summary>The tenant of a host that has only one: <c>default</c>.</summary>
    public static TenantId Default { get; } = new("default");

    /// <summary>The name. An uninitialised id reads as the empty text, which no store holds.</summary>
    public string Value => _value ?? string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
