namespace Crm.Sdk.Credit;

/// <summary>How odds become points: so many points at so many good to one bad, and so many more for each doubling.</summary>
/// <remarks>
/// score = <see cref="Offset"/> − <see cref="Factor"/> × ln(bad ÷ good), so that more points are less risk. Source: Siddiqi, Credit Risk Scorecards (2006), chapter 6. Immutable and thread-safe.
/// </remarks>
public sealed record ScorecardScaling
{
    /// <summary>Makes a scaling.</summary>
    /// <param name="points">The points at those odds; a finite number.</param>
    /// <param name="goodToBad">How many good cases there are to one bad one at those points; above 0.</param>
    /// <param name="doubling">How many more points stand for twice as many good ones; above 0.</param>
    /// <exception cref="CrmException">CRM6210: a number is out of range.</exception>
    public ScorecardScaling(double points, double goodToBad, double doubling)
    {
        if (!double.IsFinite(points) || !(goodToBad > 0 && double.IsFinite(goodToBad)) || !(doubling > 0 && double.IsFinite(doubling)))
        {
            throw new CrmException(CreditErrorCodes.BadScorecard, $"{points} points at {goodToBad} good to one bad, doubling by {doubling} points: points are a finite number, odds and doubling are above 0.");
        }

        Points = points;
        GoodToBad = goodToBad;
        Doubling = doubling;
    }

    /// <summary>600 points at 19 good to one bad, 50 points for each doubling.</summary>
    public static ScorecardScaling Default { get; } = new(600, 19, 50);

    /// <summary>The points at <see cref="GoodToBad"/>.</summary>
    public double Points { get; }

    /// <summary>How many good cases there are to one bad one at <see cref="Points"/>.</summary>
    public double GoodToBad { get; }

    /// <summary>How many more points stand for twice as many good ones.</summary>
    public double Doubling { get; }

    /// <summary>Points for each unit of the odds' logarithm: doubling ÷ ln 2.</summary>
    public double Factor => Doubling / Math.Log(2);

    /// <summary>The points at even odds.</summary>
    public double Offset => Points - (Factor * Math.Log(GoodToBad));

    /// <summary>The points of odds.</summary>
    /// <param name="logOdds">ln(probability of bad ÷ probability of good).</param>
    public double PointsOf(double logOdds) => Offset - (Factor * logOdds);

    /// <summary>The odds of points.</summary>
    /// <param name="points">The points.</param>
    /// <returns>ln(probability of bad ÷ probability of good).</returns>
    public double LogOddsOf(double points) => (Offset - points) / Factor;
}
