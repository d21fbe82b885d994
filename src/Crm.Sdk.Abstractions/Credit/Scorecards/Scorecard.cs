namespace Crm.Sdk.Credit;

/// <summary>A scorecard, 评分卡: characteristics whose weights of evidence add up to the logarithm of the odds that a case goes bad, written as points (CR-8).</summary>
/// <remarks>
/// score = <see cref="BasePoints"/> + the sum of the characteristics' points, not rounded; a characteristic's points are −factor × coefficient × weight of evidence. A value that no class has, or nothing
/// where there is no class for it, counts 0 points, like the whole on which the scorecard was made; <see cref="Explain"/> shows it. Immutable and thread-safe.
/// </remarks>
public sealed record Scorecard
{
    /// <summary>Makes a scorecard.</summary>
    /// <param name="id">Its name for ever.</param>
    /// <param name="version">From 1; raise it when the same case gets another score.</param>
    /// <param name="scaling">How odds become points.</param>
    /// <param name="intercept">The logistic regression's intercept; a finite number.</param>
    /// <param name="characteristics">What it asks, each once.</param>
    /// <exception cref="CrmException">CRM1001: the id has another form. CRM6210: a version below 1, no characteristic, one twice, or an intercept that is no finite number.</exception>
    public Scorecard(string id, int version, ScorecardScaling scaling, double intercept, ValueList<ScorecardCharacteristic> characteristics)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        Id = IdentityText.Require(id, 128, "scorecard");
        That(version >= 1, $"has the version {version}; versions begin with 1");
        That(double.IsFinite(intercept), $"has the intercept {intercept}; give a finite number");
        That(!characteristics.IsEmpty, "has no characteristics");
        string? twice = characteristics.GroupBy(static one => one.Code, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1)?.Key;
        That(twice is null, $"has the characteristic '{twice}' twice");
        Version = version;
        Scaling = scaling;
        Intercept = intercept;
        Characteristics = characteristics;

        void That(bool holds, string rule)
        {
            if (!holds)
            {
                throw new CrmException(CreditErrorCodes.BadScorecard, $"The scorecard '{id}' {rule}.");
            }
        }
    }

    /// <summary>Its name for ever.</summary>
    public string Id { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>How odds become points.</summary>
    public ScorecardScaling Scaling { get; }

    /// <summary>The logistic regression's intercept.</summary>
    public double Intercept { get; }

    /// <summary>What it asks, in the order in which values are given.</summary>
    public ValueList<ScorecardCharacteristic> Characteristics { get; }

    /// <summary>The points of a case of which every characteristic counts like the whole.</summary>
    public double BasePoints => Scaling.PointsOf(Intercept);

    /// <summary>The points of a class.</summary>
    /// <param name="characteristic">The characteristic.</param>
    /// <param name="bin">Its class.</param>
    public double PointsOf(ScorecardCharacteristic characteristic, ScorecardBin bin)
    {
        ArgumentNullException.ThrowIfNull(characteristic);
        ArgumentNullException.ThrowIfNull(bin);
        return -Scaling.Factor * characteristic.Coefficient * bin.Weight;
    }

    /// <summary>The score of a case.</summary>
    /// <param name="values">A value for each of <see cref="Characteristics"/>, in their order.</param>
    /// <returns>Points; more are less risk.</returns>
    /// <exception cref="CrmException">CRM6210: another number of values.</exception>
    public double Score(ReadOnlySpan<CharacteristicValue> values)
    {
        Require(values);
        double score = BasePoints;
        for (int i = 0; i < values.Length; i++)
        {
            ScorecardCharacteristic characteristic = Characteristics[i];
            if (characteristic.Find(values[i]) is { } bin)
            {
                score += PointsOf(characteristic, bin);
            }
        }

        return score;
    }

    /// <summary>What each characteristic gave a case, in the scorecard's order. With <see cref="BasePoints"/> it adds up to <see cref="Score"/>.</summary>
    /// <inheritdoc cref="Score"/>
    public ValueList<ScoredCharacteristic> Explain(ReadOnlySpan<CharacteristicValue> values)
    {
        Require(values);
        var parts = new ScoredCharacteristic[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            ScorecardCharacteristic characteristic = Characteristics[i];
            ScorecardBin? bin = characteristic.Find(values[i]);
            parts[i] = new ScoredCharacteristic(characteristic.Code, bin, bin is null ? 0 : PointsOf(characteristic, bin));
        }

        return ValueList.Create<ScoredCharacteristic>(parts);
    }

    /// <summary>The probability that a case goes bad.</summary>
    /// <param name="score">Its score.</param>
    /// <returns>0 to 1.</returns>
    public double ProbabilityOfBad(double score) => 1 / (1 + Math.Exp(-Scaling.LogOddsOf(score)));

    /// <summary>Id and version.</summary>
    public override string ToString() => $"{Id} v{Version}";

    private void Require(ReadOnlySpan<CharacteristicValue> values)
    {
        if (values.Length != Characteristics.Count)
        {
            throw new CrmException(CreditErrorCodes.BadScorecard, $"The scorecard '{this}' asks {Characteristics.Count} characteristics; {values.Length} values were given.");
        }
    }
}
