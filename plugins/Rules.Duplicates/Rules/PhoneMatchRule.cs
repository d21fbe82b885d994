using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Telephone numbers by their digits: equal, equal but for country or area code, or one digit wrong. Numbers that stand for none (000…, 12345678) are not compared.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PhoneMatchRule : MatchRule<PhoneFeatures>
{
    private const int Local = 7; // fewer digits are a short code, which says nothing
    private const double Equal = 7, EqualLocal = 5, Misdialled = 0.5, Different = -2.5;

    /// <inheritdoc/>
    public override MatchRuleDescriptor Descriptor { get; } = new("crm.duplicates.phone") { Group = MatchGroups.Contact };

    /// <inheritdoc/>
    public override PhoneFeatures? Read(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        string[] kept = [.. customer.ContactPoints.Where(static point => point.Kind == ContactPointKind.Phone).Select(static point => point.Value).Prepend(customer.Phone).OfType<string>().Distinct()];
        string[] numbers = [.. kept.Select(static text => Folding.Digits(text.Split(';')[0]).TrimStart('0')).Where(static digits => digits.Length >= Local && !StandsForNone(digits)).Distinct()];
        return numbers.Length == 0 ? null : new PhoneFeatures([.. numbers], [.. kept]);
    }

    /// <inheritdoc/>
    public override void AddKeys(PhoneFeatures features, BlockingKeys keys)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(keys);
        foreach (string number in features.Numbers.Take(BlockingKeys.MaxKeys))
        {
            keys.Add(number[^Local..]);
        }
    }

    /// <inheritdoc/>
    public override Condition? Candidates(PhoneFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Condition.IsIn(CustomerModel.Phone, [.. features.Kept.Select(FieldValue.Of)]);
    }

    /// <inheritdoc/>
    public override MatchEvidence Compare(PhoneFeatures left, PhoneFeatures right, Explanation? why)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        (double likeness, double bits, string code) best = (0, Different, "crm.duplicates.phone.differ");
        foreach (string a in left.Numbers)
        {
            foreach (string b in right.Numbers)
            {
                (double likeness, double bits, string code) found = Compare(a, b);
                best = (found.bits, found.likeness).CompareTo((best.bits, best.likeness)) > 0 ? found : best;
            }
        }

        why?.Because(best.code);
        return MatchEvidence.Of(best.likeness, best.bits);
    }

    private static (double Likeness, double Bits, string Code) Compare(string a, string b)
    {
        (string shorter, string longer) = a.Length <= b.Length ? (a, b) : (b, a);
        return a == b ? (1, Equal, "crm.duplicates.phone.equal")
            : longer.EndsWith(shorter, StringComparison.Ordinal) ? shorter.Length >= 10 ? (1, Equal, "crm.duplicates.phone.equal") : (0.9, EqualLocal, "crm.duplicates.phone.local")
            : shorter.Length >= 10 && EditDistance.IsOne(shorter, longer.AsSpan(longer.Length - shorter.Length)) ? (0.85, Misdialled, "crm.duplicates.phone.one-digit")
            : (0, Different, "crm.duplicates.phone.differ");
    }

    private static bool StandsForNone(string digits) =>
        !digits.AsSpan(digits.Length - Local).ContainsAnyExcept(digits[^1]) || "12345678901234567890".StartsWith(digits, StringComparison.Ordinal);
}
