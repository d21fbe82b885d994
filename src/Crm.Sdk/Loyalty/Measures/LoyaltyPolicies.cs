namespace Crm.Sdk.Loyalty;

/// <summary>The built-in loyalty policy.</summary>
/// <remarks>Weights and edges are our own choice, for no published standard is known; they are meant to be replaced. <c>docs/loyalty-measured.md</c> says why each is as it is. Immutable and thread-safe.</remarks>
public static class LoyaltyPolicies
{
    private const double High = 0.6, HighRepeat = 0.5, Strong = 0.7, Half = 0.5, Little = 0.4;

    /// <summary>Three dimensions by 0.3, 0.3 and 0.4; six types: <c>crm.standard</c>.</summary>
    public static LoyaltyPolicy Standard { get; } = new()
    {
        Id = "crm.standard",
        Version = 1,
        Dimensions =
        [
            new(new LoyaltyScale(
                LoyaltyScores.Emotional,
                new(LoyaltyIndicators.Emotion, 0.35), new(LoyaltyIndicators.Trust, 0.3), new(LoyaltyIndicators.ProductRegard, 0.2), new(LoyaltyIndicators.StaffQuality, 0.15)), 0.3),
            new(new LoyaltyScale(
                LoyaltyScores.Conscious,
                new(LoyaltyIndicators.Satisfaction, 0.25), new(LoyaltyIndicators.PerceivedValue, 0.25), new(LoyaltyIndicators.AttentionToOwn, 0.2), new(LoyaltyIndicators.AttentionToCompeting, 0.15),
                new(LoyaltyIndicators.SwitchingCost, 0.15)), 0.3),
            new(new LoyaltyScale(
                LoyaltyScores.Behavioural,
                new(LoyaltyIndicators.RepurchaseRate, 0.35), new(LoyaltyIndicators.NeedSatisfaction, 0.25), new(LoyaltyIndicators.PriceSensitivity, 0.15), new(LoyaltyIndicators.FaultTolerance, 0.15),
                new(LoyaltyIndicators.ChoiceTime, 0.1)), 0.4),
        ],
        Attitude = new LoyaltyScale(
            LoyaltyScores.Attitude,
            new(LoyaltyIndicators.Trust, 0.25), new(LoyaltyIndicators.Emotion, 0.25), new(LoyaltyIndicators.ProductRegard, 0.2), new(LoyaltyIndicators.Satisfaction, 0.15), new(LoyaltyIndicators.PerceivedValue, 0.15)),
        Behaviour = new LoyaltyScale(LoyaltyScores.Behaviour, new(LoyaltyIndicators.RepurchaseRate, 0.6), new(LoyaltyIndicators.NeedSatisfaction, 0.4)),
        Inverse = [LoyaltyIndicators.AttentionToCompeting, LoyaltyIndicators.ChoiceTime, LoyaltyIndicators.PriceSensitivity],
        HighAttitude = High,
        HighBehaviour = HighRepeat,
        Band = 0.05,
        LeastKnown = 0.3,
        Types =
        [
            new(LoyaltyTypes.Kinship, [LoyaltyCondition.AtLeast(LoyaltyIndicators.Kinship, Half)]),
            new(LoyaltyTypes.Monopoly, [LoyaltyCondition.AtLeast(LoyaltyIndicators.NoAlternative, Strong), LoyaltyCondition.AtLeast(LoyaltyScores.Behaviour, HighRepeat)]),
            new(LoyaltyTypes.Benefit, [LoyaltyCondition.AtLeast(LoyaltyIndicators.Extras, Half), LoyaltyCondition.AtLeast(LoyaltyScores.Behaviour, HighRepeat)]),
            new(LoyaltyTypes.Benefit, [LoyaltyCondition.AtLeast(LoyaltyIndicators.PriceSensitivity, Strong), LoyaltyCondition.AtLeast(LoyaltyScores.Behaviour, HighRepeat)]),
            new(LoyaltyTypes.Trust, [LoyaltyCondition.AtLeast(LoyaltyScores.Attitude, High), LoyaltyCondition.AtLeast(LoyaltyScores.Behaviour, HighRepeat)]),
            new(LoyaltyTypes.Inertia, [LoyaltyCondition.AtMost(LoyaltyScores.Attitude, High), LoyaltyCondition.AtMost(LoyaltyIndicators.AttentionToCompeting, Little), LoyaltyCondition.AtLeast(LoyaltyScores.Behaviour, HighRepeat)]),
            new(LoyaltyTypes.Inertia, [LoyaltyCondition.AtMost(LoyaltyScores.Attitude, High), LoyaltyCondition.AtLeast(LoyaltyIndicators.Habit, High), LoyaltyCondition.AtLeast(LoyaltyScores.Behaviour, HighRepeat)]),
            new(LoyaltyTypes.Latent, [LoyaltyCondition.AtLeast(LoyaltyScores.Attitude, High), LoyaltyCondition.AtMost(LoyaltyScores.Behaviour, HighRepeat)]),
        ],
        Trust =
        [
            new(LoyaltySources.Behaviour, 1), new(LoyaltySources.Archive, 0.8), new(LoyaltySources.Survey, 0.8), new(LoyaltySources.Interview, 0.7), new(LoyaltySources.Staff, 0.5),
        ],
        OtherTrust = 0.5,
        HalfLifeDays = 365,
        MaxAgeDays = 730,
    };
}
