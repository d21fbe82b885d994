using System.Collections.Frozen;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Numbers that an authority gave and that no two customers share: tax and registration numbers, the unified social credit code (统一社会信用代码), identity cards. They stand in attributes.</summary>
/// <remarks>An attribute's name counts without its facet: <c>tax-number</c> also as <c>basic.tax-number</c>. Thread-safe.</remarks>
internal sealed class IdentifierMatchRule : MatchRule<IdentifierFeatures>
{
    private const int ShortestNumber = 5;
    private const double Equal = 16, Misspelt = 4, Different = -9;

    private static readonly string[] BuiltIn =
        ["tax-number", "tax-id", "vat-number", "vat-id", "registration-number", "company-number", "unified-social-credit-code", "uscc", "duns", "lei", "id-card", "identity-number", "passport-number"];

    private readonly FrozenSet<string> _attributes;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public IdentifierMatchRule(IOptions<DuplicateRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _attributes = BuiltIn.Concat(options.Value.IdentifierAttributes).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public override MatchRuleDescriptor Descriptor { get; } = new("crm.duplicates.identifier");

    /// <inheritdoc/>
    public override IdentifierFeatures? Read(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        (string, string)[] numbers =
        [
            .. customer.Attributes.Where(attribute => _attributes.Contains(attribute.Name) || _attributes.Contains(attribute.Name[(attribute.Name.LastIndexOf('.') + 1)..]))
                .Select(static attribute => (attribute.Name, new string([.. Folding.Plain(attribute.Value).Where(char.IsLetterOrDigit)])))
                .Where(static number => number.Item2.Length >= ShortestNumber),
        ];
        return numbers.Length == 0 ? null : new IdentifierFeatures([.. numbers]);
    }

    /// <inheritdoc/>
    public override void AddKeys(IdentifierFeatures features, BlockingKeys keys)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(keys);
        foreach ((string attribute, string number) in features.Numbers.Take(BlockingKeys.MaxKeys))
        {
            keys.Add($"{attribute}={number}");
        }
    }

    /// <inheritdoc/>
    public override MatchEvidence Compare(IdentifierFeatures left, IdentifierFeatures right, Explanation? why)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        (double likeness, double bits, string code, string attribute)? best = null;
        foreach ((string attribute, string a) in left.Numbers)
        {
            foreach ((string other, string b) in right.Numbers)
            {
                if (attribute == other)
                {
                    (double likeness, double bits, string code) = a == b ? (1, Equal, "crm.duplicates.identifier.equal")
                        : EditDistance.IsOne(a, b) && a.Length >= 8 ? (0.9, Misspelt, "crm.duplicates.identifier.one-character")
                        : (0, Different, "crm.duplicates.identifier.differ");
                    best = best is null || bits > best.Value.bits ? (likeness, bits, code, attribute) : best;
                }
            }
        }

        if (best is not { } found)
        {
            return MatchEvidence.None;
        }

        why?.Because(found.code, found.attribute);
        return MatchEvidence.Of(found.likeness, found.bits);
    }
}
