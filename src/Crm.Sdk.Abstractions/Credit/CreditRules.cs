using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Credit;

/// <summary>The checks that the parts of an assessment model share.</summary>
internal static class CreditRules
{
    /// <summary>What sums of weights may differ from 1 by: weights are written as decimals and added as doubles.</summary>
    private const double Tolerance = 1e-9;

    public static void That([DoesNotReturnIf(false)] bool holds, string part, string rule)
    {
        if (!holds)
        {
            throw new CrmException(CreditErrorCodes.BadModel, $"{part}: {rule}.");
        }
    }

    public static void Score(double score, string part) => That(score is >= 0 and <= 100, part, $"the score {score} is not from 0 to 100");

    public static void Weight(double weight, string part) => That(weight is > 0 and <= 1, part, $"the weight {weight} is not above 0 and at most 1");

    public static void AddUp(double sum, string part) => That(Math.Abs(sum - 1) <= Tolerance, part, $"the weights add up to {sum:0.######}; make them add up to 1");
}
