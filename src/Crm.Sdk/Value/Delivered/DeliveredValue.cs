namespace Crm.Sdk.Value;

/// <summary>Customer delivered value, 顾客让渡价值: total customer value less total customer cost, as scored (VA-3).</summary>
/// <remarks>
/// Value and cost are each the mean of their criteria's scores by weight, 0 to 10, so that delivered value is −10 to 10. A side on which nothing is scored is undefined, and so is the difference.
/// Immutable and thread-safe.
/// </remarks>
public sealed record DeliveredValue
{
    private DeliveredValue(ValueList<ValueScore> scores)
    {
        Scores = scores;
        TotalValue = Mean(scores.Where(static score => !IsCost(score.Criterion)));
        TotalCost = Mean(scores.Where(static score => IsCost(score.Criterion)));
    }

    /// <summary>What it was computed from.</summary>
    public ValueList<ValueScore> Scores { get; }

    /// <summary>What the customer gets, 0 to 10; null where nothing is scored.</summary>
    public double? TotalValue { get; }

    /// <summary>What it costs the customer, 0 to 10; null where nothing is scored.</summary>
    public double? TotalCost { get; }

    /// <summary>Value less cost, −10 to 10; null where a side is undefined.</summary>
    public double? Delivered => TotalValue - TotalCost;

    /// <summary>The criteria that are not scored.</summary>
    public ValueList<ValueCriterion> Missing => [.. Enum.GetValues<ValueCriterion>().Where(criterion => !Scores.Any(score => score.Criterion == criterion))];

    /// <summary>Computes it.</summary>
    /// <param name="scores">The scores, at most one a criterion.</param>
    /// <exception cref="CrmException">CRM6007: a score is not from 0 to 10, a weight is negative, or a criterion is scored twice.</exception>
    public static DeliveredValue Of(params ReadOnlySpan<ValueScore> scores)
    {
        var seen = new HashSet<ValueCriterion>();
        foreach (ValueScore score in scores)
        {
            if (!(score.Score is >= 0 and <= ValueScore.Greatest) || !(score.Weight >= 0) || double.IsInfinity(score.Weight) || !seen.Add(score.Criterion))
            {
                throw new CrmException(
                    ValueErrorCodes.BadScores,
                    FormattableString.Invariant($"{score.Criterion}: score {score.Score} with weight {score.Weight} from '{score.Source}' cannot be taken; give one score a criterion, 0 to 10, with a weight of 0 or more."));
            }
        }

        return new DeliveredValue(ValueList.Create(scores));
    }

    /// <summary>Our advantage over a competitor: the difference of delivered values, and of each criterion that both have, costs turned round so that more is better for us.</summary>
    /// <param name="competitor">The same customer's scores of the competitor.</param>
    public (double? Advantage, ValueList<(ValueCriterion Criterion, double Advantage)> ByCriterion) Against(DeliveredValue competitor)
    {
        ArgumentNullException.ThrowIfNull(competitor);
        return (
            Delivered - competitor.Delivered,
            [
                .. Scores.Join(competitor.Scores, static ours => ours.Criterion, static theirs => theirs.Criterion, static (ours, theirs) =>
                    (ours.Criterion, IsCost(ours.Criterion) ? theirs.Score - ours.Score : ours.Score - theirs.Score)).OrderBy(static pair => pair.Criterion),
            ]);
    }

    private static bool IsCost(ValueCriterion criterion) => criterion >= ValueCriterion.Money;

    private static double? Mean(IEnumerable<ValueScore> scores)
    {
        double sum = 0, weight = 0;
        foreach (ValueScore score in scores)
        {
            sum += score.Score * score.Weight;
            weight += score.Weight;
        }

        return weight > 0 ? sum / weight : null;
    }
}
