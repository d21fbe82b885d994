using Crm.Sdk.Synthetic;

namespace Crm.Sdk.Credit;

/// <summary>How well scorecards made alike tell cases that they were not made of: stratified k-fold cross-validation.</summary>
/// <remarks>Classes, weights and coefficients are made anew for each fold from the other folds alone. The same seed gives the same folds on every machine. Pure functions; thread-safe.</remarks>
public static class CrossValidation
{
    /// <summary>Validates.</summary>
    /// <param name="sample">The cases.</param>
    /// <param name="request">What scorecards to make.</param>
    /// <param name="folds">Into how many parts the cases are dealt, 2 to the number of cases of the rarer outcome.</param>
    /// <param name="seed">What the dealing begins with.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>The quality on each fold, in order.</returns>
    /// <exception cref="CrmException">CRM6211: too few cases for the folds, or a sample that no regression fits best.</exception>
    public static ValueList<ScoreQuality> Validate(CreditSample sample, ScorecardRequest request, int folds, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(request);
        if (folds < 2 || folds > Math.Min(sample.Good, sample.Bad))
        {
            throw new CrmException(CreditErrorCodes.BadSample, $"{folds} folds of {sample.Good} good and {sample.Bad} bad cases: give 2 to {Math.Min(sample.Good, sample.Bad)}, so that each fold has both.");
        }

        int[] foldOf = Deal(sample, folds, seed);
        var qualities = new ScoreQuality[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] inside = [.. Enumerable.Range(0, sample.Count).Where(i => foldOf[i] != fold)], outside = [.. Enumerable.Range(0, sample.Count).Where(i => foldOf[i] == fold)];
            Scorecard scorecard = ScorecardFitter.Fit(sample, inside, request).Scorecard;
            qualities[fold] = ScoreQuality.Of(ScorecardFitter.Predict(scorecard, sample, outside), [.. outside.Select(sample.IsBad)]);
        }

        return ValueList.Create<ScoreQuality>(qualities);
    }

    /// <summary>Deals the bad cases and the good ones in a random order, so that every fold has its share of both.</summary>
    private static int[] Deal(CreditSample sample, int folds, ulong seed)
    {
        var random = new Xorshift(Xorshift.Scramble(seed));
        var foldOf = new int[sample.Count];
        int dealt = 0;
        foreach (bool outcome in (ReadOnlySpan<bool>)[true, false])
        {
            int[] cases = [.. Enumerable.Range(0, sample.Count).Where(i => sample.IsBad(i) == outcome)];
            for (int i = cases.Length - 1; i > 0; i--)
            {
                int j = random.Below(i + 1);
                (cases[i], cases[j]) = (cases[j], cases[i]);
            }

            foreach (int one in cases)
            {
                foldOf[one] = dealt++ % folds;
            }
        }

        return foldOf;
    }
}
