using System.Text.Json.Serialization;

namespace Crm.Sdk.Customers;

/// <summary>A person's name. Chinese names are written family name first without a blank, others given name first.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PersonName
{
    /// <summary>The greatest length of each part, in UTF-16 units.</summary>
    public const int MaxLength = 100;

    [JsonConstructor]
    internal PersonName(string? given, string? family)
    {
        Given = given;
        Family = family;
    }

    /// <summary>The given name, 名.</summary>
    public string? Given { get; }

    /// <summary>The family name, 姓.</summary>
    public string? Family { get; }

    /// <summary>The whole name as it is written.</summary>
    [JsonIgnore]
    public string Full
    {
        get
        {
            if (Given is null || Family is null)
            {
                return Given ?? Family ?? string.Empty;
            }

            return IsHan(Family[0]) ? Family + Given : $"{Given} {Family}";
        }
    }

    /// <summary>Makes a name.</summary>
    /// <param name="given">The given name.</param>
    /// <param name="family">The family name.</param>
    /// <exception cref="CrmException">CRM1002: both are missing, or one is too long or has characters that cannot be kept.</exception>
    public static PersonName Of(string? given = null, string? family = null)
    {
        if (given is null && family is null)
        {
            throw new CrmException(ErrorCodes.BadText, "name: a person's name needs a given name, a family name or both.");
        }

        return new PersonName(
            given is null ? null : CanonicalText.Require(given.Trim(), MaxLength, "name.given"),
            family is null ? null : CanonicalText.Require(family.Trim(), MaxLength, "name.family"));
    }

    /// <summary>The whole name.</summary>
    public override string ToString() => Full;

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
