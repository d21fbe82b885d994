using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>E-mail addresses: equal, equal but for what the provider ignores (weaker), misspelt in a letter, or the same name at another provider.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class EmailMatchRule : MatchRule<EmailFeatures>
{
    private const int LongLocal = 6;
    private const double Equal = 10, EqualRole = 4.5, AliasRole = 4, Alias = 7, Misspelt = 5, OtherProvider = 2.5, Different = -1;

    /// <inheritdoc/>
    public override MatchRuleDescriptor Descriptor { get; } = new("crm.duplicates.email") { Group = MatchGroups.Contact };

    /// <inheritdoc/>
    public override EmailFeatures? Read(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        string[] kept = [.. customer.ContactPoints.Where(static point => point.Kind == ContactPointKind.Email).Select(static point => point.Value).Prepend(customer.Email).OfType<string>().Distinct()];
        EmailAddress[] addresses = [.. kept.Select(EmailAddress.Read).OfType<EmailAddress>().Distinct()];
        return addresses.Length == 0 ? null : new EmailFeatures([.. addresses], [.. kept]);
    }

    /// <inheritdoc/>
    public override void AddKeys(EmailFeatures features, BlockingKeys keys)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(keys);
        foreach (EmailAddress address in features.Addresses.Take(BlockingKeys.MaxKeys / 2))
        {
            keys.Add($"m:{address.Mailbox}");
            if (address.Local.Length >= LongLocal && !address.IsRole)
            {
                keys.Add($"l:{address.Local}");
            }
        }
    }

    /// <inheritdoc/>
    public override Condition? Candidates(EmailFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        IEnumerable<string> forms = features.Kept.Concat(features.Addresses.Select(static address => address.Whole)).Concat(features.Addresses.Select(static address => address.Mailbox));
        return Condition.IsIn(CustomerModel.Email, [.. forms.Distinct().Select(FieldValue.Of)]);
    }

    /// <inheritdoc/>
    public override MatchEvidence Compare(EmailFeatures left, EmailFeatures right, Explanation? why)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        (double likeness, double bits, string code) best = (0, Different, "crm.duplicates.email.differ");
        foreach (EmailAddress a in left.Addresses)
        {
            foreach (EmailAddress b in right.Addresses)
            {
                (double likeness, double bits, string code) found = Compare(a, b);
                best = (found.bits, found.likeness).CompareTo((best.bits, best.likeness)) > 0 ? found : best;
            }
        }

        why?.Because(best.code);
        return MatchEvidence.Of(best.likeness, best.bits);
    }

    private static (double Likeness, double Bits, string Code) Compare(EmailAddress a, EmailAddress b) =>
        a.Whole == b.Whole ? (1, a.IsRole ? EqualRole : Equal, "crm.duplicates.email.equal")
        : a.Mailbox == b.Mailbox ? (0.95, a.IsRole ? AliasRole : Alias, "crm.duplicates.email.alias")
        : a.IsRole || b.IsRole ? (0, Different, "crm.duplicates.email.differ")
        : a.Local == b.Local && a.Local.Length >= LongLocal ? (0.7, OtherProvider, "crm.duplicates.email.other-provider")
        : IsMisspelt(a.Whole, b.Whole) ? (0.9, Misspelt, "crm.duplicates.email.misspelt")
        : (0, Different, "crm.duplicates.email.differ");

    /// <summary>One wrong letter; a wrong digit makes another person's address, because names that are taken get numbers.</summary>
    private static bool IsMisspelt(string a, string b) => Math.Min(a.Length, b.Length) >= 10 && EditDistance.IsOne(a, b) && Folding.Digits(a) == Folding.Digits(b);
}
