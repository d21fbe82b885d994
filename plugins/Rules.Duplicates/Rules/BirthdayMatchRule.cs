using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>
/// Birthdays and days of foundation: equal, with one digit wrong, with day and month swapped, or without a year on one side. The first of January says less: systems write it
/// where only the year is known.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class BirthdayMatchRule : MatchRule<BirthFeatures>
{
    private const double Equal = 7.5, EqualNewYear = 4, EqualDay = 4, Slip = 2.5, Near = -2, SameYear = -5, Different = -10;

    /// <inheritdoc/>
    public override MatchRuleDescriptor Descriptor { get; } = new("crm.duplicates.birthday");

    /// <inheritdoc/>
    public override BirthFeatures? Read(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer.Birth is { } birth
            ? new BirthFeatures(birth.Calendar == BirthCalendar.ChineseLunar, birth.Year, birth.IsLeapMonth ? birth.Month + 12 : birth.Month, birth.Day)
            : null;
    }

    /// <inheritdoc/>
    public override void AddKeys(BirthFeatures features, BlockingKeys keys)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(keys);
        if (features.Year is { } year && !(features.Month == 1 && features.Day == 1))
        {
            int less = Math.Min(features.Month, features.Day), more = Math.Max(features.Month, features.Day); // one key for a day and its swap
            keys.Add(string.Create(CultureInfo.InvariantCulture, $"{(features.Lunar ? "l" : "g")}{year}-{less}-{more}"));
        }
    }

    /// <inheritdoc/>
    public override MatchEvidence Compare(BirthFeatures left, BirthFeatures right, Explanation? why)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Lunar != right.Lunar)
        {
            return MatchEvidence.None;
        }

        (double likeness, double bits, string code) = left.Year is { } a && right.Year is { } b ? Compare(left, right, a, b) : CompareDays(left, right);
        why?.Because(code);
        return MatchEvidence.Of(likeness, bits);
    }

    private static (double Likeness, double Bits, string Code) CompareDays(BirthFeatures a, BirthFeatures b) =>
        a.Month == b.Month && a.Day == b.Day ? (0.9, EqualDay, "crm.duplicates.birthday.day") : (0.1, SameYear, "crm.duplicates.birthday.differ");

    private static (double Likeness, double Bits, string Code) Compare(BirthFeatures a, BirthFeatures b, int yearA, int yearB)
    {
        bool year = yearA == yearB, month = a.Month == b.Month, day = a.Day == b.Day;
        if (year && month && day)
        {
            return (1, a.Month == 1 && a.Day == 1 ? EqualNewYear : Equal, "crm.duplicates.birthday.equal");
        }

        bool swapped = year && a.Month == b.Day && a.Day == b.Month;
        if (swapped || EditDistance.IsOne(Written(a, yearA), Written(b, yearB)))
        {
            return (0.85, Slip, "crm.duplicates.birthday.slip");
        }

        int same = (year ? 1 : 0) + (month ? 1 : 0) + (day ? 1 : 0);
        return same == 2 ? (0.5, Near, "crm.duplicates.birthday.near") : year ? (0.2, SameYear, "crm.duplicates.birthday.differ") : (0, Different, "crm.duplicates.birthday.differ");
    }

    private static string Written(BirthFeatures birth, int year) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}{birth.Month:00}{birth.Day:00}");
}
