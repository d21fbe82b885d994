namespace Crm.Sdk.Loyalty;

/// <summary>A scale on which people answer, and how an answer becomes a share.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Least">The least answer.</param>
/// <param name="Most">The greatest answer.</param>
/// <param name="LowIsGood">Whether the least answer is the best one.</param>
/// <param name="WholeAnswers">Whether answers are whole numbers.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record AnswerScale(string Code, double Least, double Most, bool LowIsGood, bool WholeAnswers)
{
    /// <summary>Whether a number is an answer on the scale.</summary>
    /// <param name="answer">The number.</param>
    public bool Holds(double answer) => answer >= Least && answer <= Most && (!WholeAnswers || Math.Floor(answer) == answer);

    /// <summary>The answer as a share: (answer − least) ÷ (most − least); one less that where the least answer is the best.</summary>
    /// <param name="answer">An answer that the scale <see cref="Holds"/>.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="CrmException">CRM6481: it is no answer on the scale.</exception>
    public double ShareOf(double answer)
    {
        if (!Holds(answer))
        {
            throw new CrmException(LoyaltyMeasureErrorCodes.BadEvidence, $"{answer} is no answer on the scale '{Code}', which goes from {Least} to {Most}{(WholeAnswers ? " in whole numbers" : string.Empty)}.");
        }

        double share = (answer - Least) / (Most - Least);
        return LowIsGood ? 1 - share : share;
    }
}
