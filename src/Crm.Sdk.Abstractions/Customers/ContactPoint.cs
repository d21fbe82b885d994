namespace Crm.Sdk.Customers;

/// <summary>An address at which a customer can be reached, 联系方式.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The address in canonical form: e-mail with lower-case domain, phone in E.164 where it could be read so.</param>
/// <param name="Label">What the customer calls it, for example <c>work</c>; the name of the kind for <see cref="ContactPointKind.Other"/>.</param>
public sealed record ContactPoint(ContactPointKind Kind, string Value, string? Label = null)
{
    /// <summary>The greatest length of a value, in UTF-16 units (RFC 5321 allows 254 for e-mail).</summary>
    public const int MaxLength = 254;
}
