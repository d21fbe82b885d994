using System.Collections.Frozen;

namespace Crm.Sdk.Credit;

/// <summary>What a scorecard asks of a case, such as the age of the account: classes of values, and how much their weights count.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ScorecardCharacteristic
{
    /// <summary>The greatest length of a code, in UTF-16 units.</summary>
    public const int MaxCodeLength = 128;

    private readonly ScorecardBin[] _numbers;
    private readonly FrozenDictionary<string, ScorecardBin> _texts;
    private readonly ScorecardBin? _nothing;

    /// <summary>Makes a characteristic.</summary>
    /// <param name="code">Its name for ever, such as a column's or a fact's.</param>
    /// <param name="coefficient">What the logistic regression gives its weights of evidence; a finite number.</param>
    /// <param name="bins">Its classes: numbers without a gap from the least to the greatest, or texts, each once; at most one for nothing known.</param>
    /// <exception cref="CrmException">CRM6210: no class, classes of numbers with a gap or not in order, numbers and texts together, a text twice, or a weight that is no finite number.</exception>
    public ScorecardCharacteristic(string code, double coefficient, ValueList<ScorecardBin> bins)
    {
        Code = CanonicalText.Require(code, MaxCodeLength, "scorecard.characteristic");
        That(Code.Length > 0, "has no name");
        That(double.IsFinite(coefficient), $"has the coefficient {coefficient}; give a finite number");
        That(bins.All(static bin => double.IsFinite(bin.Weight)), "has a weight of evidence that is no finite number");
        That(bins.All(static bin => bin is { Good: >= 0, Bad: >= 0 }), "counts fewer than no cases");
        That(bins.Count(static bin => bin.IsNothing) <= 1, "has two classes for cases of which nothing is known");
        ScorecardBin[] numbers = [.. bins.Where(static bin => bin.Texts.IsEmpty && !bin.IsNothing)];
        ScorecardBin[] texts = [.. bins.Where(static bin => !bin.Texts.IsEmpty)];
        That(numbers.Length > 0 != texts.Length > 0, "needs classes of numbers or of texts, and not both");
        for (int i = 0; i < numbers.Length; i++)
        {
            double? from = i == 0 ? null : numbers[i - 1].Below;
            That(numbers[i].From == from && (from is not null || i == 0), $"has the class {numbers[i]}, which does not begin where the one before it ends");
            That(numbers[i].Below is null == (i == numbers.Length - 1), $"has the class {numbers[i]}; the last class, and only it, has no upper end");
            That(!(numbers[i].Below <= numbers[i].From), $"has the class {numbers[i]}, which no number belongs to");
        }

        Coefficient = coefficient;
        Bins = bins;
        _numbers = numbers;
        _nothing = bins.FirstOrDefault(static bin => bin.IsNothing);
        string? twice = texts.SelectMany(static bin => bin.Texts).GroupBy(static text => text, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1)?.Key;
        That(twice is null, $"has the text '{twice}' in two classes");
        _texts = texts.SelectMany(static bin => bin.Texts.Select(text => (text, bin))).ToFrozenDictionary(static entry => entry.text, static entry => entry.bin, StringComparer.Ordinal);

        void That(bool holds, string rule)
        {
            if (!holds)
            {
                throw new CrmException(CreditErrorCodes.BadScorecard, $"The characteristic '{code}' {rule}.");
            }
        }
    }

    /// <summary>Its name for ever.</summary>
    public string Code { get; }

    /// <summary>What the logistic regression gives its weights of evidence.</summary>
    public double Coefficient { get; }

    /// <summary>Its classes.</summary>
    public ValueList<ScorecardBin> Bins { get; }

    /// <summary>Whether its values are numbers.</summary>
    public bool TakesNumbers => _numbers.Length > 0;

    /// <summary>How much it tells good from bad, the information value: the sum of (share of the bad − share of the good) × weight of evidence.</summary>
    /// <remarks>Siddiqi (2006): below 0.02 useless, to 0.1 weak, to 0.3 medium, to 0.5 strong; above it, look for a leak.</remarks>
    public double InformationValue
    {
        get
        {
            double good = Bins.Sum(static bin => bin.Good), bad = Bins.Sum(static bin => bin.Bad);
            return good == 0 || bad == 0 ? double.NaN : Bins.Sum(bin => ((bin.Bad / bad) - (bin.Good / good)) * bin.Weight);
        }
    }

    /// <summary>The class of a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The class; null for a text that no class has, for a value of the other type, and for nothing where there is no class for it.</returns>
    public ScorecardBin? Find(CharacteristicValue value)
    {
        if (value.IsNothing)
        {
            return _nothing;
        }

        if (value.Number is not { } number)
        {
            return _texts.GetValueOrDefault(value.Text!);
        }

        foreach (ScorecardBin bin in _numbers)
        {
            if (bin.Below is not { } below || number < below)
            {
                return bin;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(ScorecardCharacteristic? other) => other is not null && Code == other.Code && Coefficient.Equals(other.Coefficient) && Bins.Equals(other.Bins);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Coefficient, Bins);

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
