namespace Crm.Sdk.Classification;

/// <summary>What a rule answers for one customer: a label, or none with a code that says why; if it wants, a score and when to ask again. Eight bytes.</summary>
/// <remarks>
/// Making one from a text looks the text up, so hold verdicts in static fields. <see cref="RecheckIn"/> and <see cref="WithScore"/> are cheap. Immutable and
/// thread-safe.
/// </remarks>
public readonly struct Verdict : IEquatable<Verdict>
{
    /// <summary>The greatest length of a label and of a code, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>The most days a recheck can be ahead. A later one is cut to this, which is safe: the rule is asked sooner and says again.</summary>
    public const int MaxRecheckDays = (1 << RecheckBits) - 1;

    private const int RecheckBits = 12;
    private const int NameBits = 19; // and one bit above the recheck that tells codes from labels

    private static readonly NameTable Labels = new("label", 1 << NameBits, string.Empty);
    private static readonly NameTable Codes = new("code", 1 << NameBits, string.Empty);

    private readonly uint _nameAndRecheck;
    private readonly int _score; // the bits of a float, exclusive-or those of NaN, so that an uninitialised verdict has no score

    private Verdict(uint nameAndRecheck, int score)
    {
        _nameAndRecheck = nameAndRecheck;
        _score = score;
    }

    /// <summary>Whether there is an answer: false for an uninitialised value only.</summary>
    public bool IsAnswer => _nameAndRecheck >> RecheckBits != 0;

    /// <summary>Whether the answer is that there is no label. False for an uninitialised value.</summary>
    public bool IsNone => (_nameAndRecheck & NoneBit) != 0;

    /// <summary>The label, or null where the answer is that there is none.</summary>
    public string? Label => IsNone || !IsAnswer ? null : Labels.NameOf(Number);

    /// <summary>Why there is no label; null where there is one, and for an uninitialised value.</summary>
    public string? NoneCode => IsNone ? Codes.NameOf(Number) : null;

    /// <summary>In how many days the rule wants to be asked again though nothing happened; 0 for never.</summary>
    public int RecheckInDays => (int)(_nameAndRecheck & MaxRecheckDays);

    /// <summary>The score that goes with the label; null without one.</summary>
    public float? Score => BitConverter.Int32BitsToSingle(_score ^ NanBits) is var score && float.IsNaN(score) ? null : score;

    /// <summary>The number of the label, or of the code, in this process.</summary>
    internal int Number => (int)(_nameAndRecheck >> (RecheckBits + 1));

    /// <summary>What tells different labels and codes from each other, in this process; 0 for an uninitialised value. A small number, since there are few names.</summary>
    internal uint Name => _nameAndRecheck >> RecheckBits;

    /// <summary>0 without a score.</summary>
    internal int ScoreBits => _score;

    private static uint NoneBit => 1u << RecheckBits;

    private static int NanBits => BitConverter.SingleToInt32Bits(float.NaN);

    /// <summary>Answers that the customer has a label.</summary>
    /// <param name="label">1 to <see cref="MaxLength"/> ASCII letters, digits, <c>-</c>, <c>_</c> or <c>.</c>; one of those that the rule's descriptor declares.</param>
    /// <exception cref="CrmException">CRM1001: the label has another form. CRM4008: the process has met too many different ones.</exception>
    public static Verdict Of(string label) => new((uint)Labels.NumberOf(IdentityText.Require(label, MaxLength, "label")) << (RecheckBits + 1), 0);

    /// <summary>Answers with a category's name as the label, for a rule whose labels are open (<see cref="RuleDescriptorBuilder.OpenLabels"/>), such as regions.</summary>
    /// <param name="name">Any category but <see cref="Category.None"/>, of at most <see cref="MaxLength"/> characters.</param>
    /// <exception cref="CrmException">CRM1002: there is no name, or it is too long. CRM4008: the process has met too many different ones.</exception>
    public static Verdict Of(Category name)
    {
        string label = name.Name; // canonical already
        return new((uint)Labels.NumberOf(label.Length is > 0 and <= MaxLength ? label : CanonicalText.Require(label, MaxLength, "label")) << (RecheckBits + 1), 0);
    }

    /// <summary>Answers that the customer has no label of the rule's dimension.</summary>
    /// <param name="code">Why, as a code: the rule's maker, a dot and a name. Same form as a label.</param>
    /// <inheritdoc cref="Of(string)"/>
    public static Verdict None(string code) => new(((uint)Codes.NumberOf(IdentityText.Require(code, MaxLength, "reason")) << (RecheckBits + 1)) | NoneBit, 0);

    /// <summary>Answers that the customer has a label.</summary>
    /// <inheritdoc cref="Of(string)"/>
    public static implicit operator Verdict(string label) => Of(label);

    /// <summary>Answers that the customer has a label.</summary>
    /// <inheritdoc cref="Of(string)"/>
    public static Verdict FromString(string label) => Of(label);

    /// <summary>The same answer, to be asked again in some days though nothing happens. Only for rules whose descriptor says that they know their recheck.</summary>
    /// <param name="days">1 or more; more than <see cref="MaxRecheckDays"/> counts as that.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public Verdict RecheckIn(int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        return new Verdict((_nameAndRecheck & ~(uint)MaxRecheckDays) | (uint)Math.Min(days, MaxRecheckDays), _score);
    }

    /// <summary>The same answer with a score.</summary>
    /// <param name="score">Any number but NaN, kept as single precision: whole numbers up to 16,777,216 exactly.</param>
    /// <exception cref="ArgumentOutOfRangeException">NaN.</exception>
    public Verdict WithScore(double score) =>
        double.IsNaN(score)
            ? throw new ArgumentOutOfRangeException(nameof(score), score, "A score is a number; give none at all where there is none.")
            : new Verdict(_nameAndRecheck, BitConverter.SingleToInt32Bits((float)score) ^ NanBits);

    /// <summary>Whether label or code, score and recheck are the same.</summary>
    public bool Equals(Verdict other) => _nameAndRecheck == other._nameAndRecheck && _score == other._score;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Verdict other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_nameAndRecheck, _score);

    /// <summary>Whether label or code, score and recheck are the same.</summary>
    public static bool operator ==(Verdict left, Verdict right) => left.Equals(right);

    /// <summary>Whether they differ in label or code, score or recheck.</summary>
    public static bool operator !=(Verdict left, Verdict right) => !left.Equals(right);

    /// <summary>The label, <c>none (code)</c>, or <c>no answer</c>.</summary>
    public override string ToString() => Label ?? (IsNone ? $"none ({NoneCode})" : "no answer");
}
