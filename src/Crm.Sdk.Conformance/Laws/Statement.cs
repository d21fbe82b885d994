namespace Crm.Sdk.Conformance;

/// <summary>Runs the statement of a law and says how it came out.</summary>
internal static class Statement
{
    /// <param name="law">The law's name.</param>
    /// <param name="what">What threw, where the statement throws something else than a violation: <c>the store</c>, <c>the rule</c>.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="size">The size.</param>
    /// <param name="statement">Throws <see cref="LawViolationException"/> where it does not hold; writes what it does down in the trace.</param>
    /// <param name="isForCaller">Whether what was thrown is the fixture's or the caller's and comes through.</param>
    public static async Task<LawResult> JudgeAsync(string law, string what, ulong seed, int size, Func<Trace, Task> statement, Func<Exception, bool> isForCaller)
    {
        var trace = new Trace();
        try
        {
            await statement(trace).ConfigureAwait(false);
            return new LawResult(law, LawOutcome.Held, seed, size, null, []);
        }
        catch (NotApplicableException reason)
        {
            return new LawResult(law, LawOutcome.NotApplicable, seed, size, reason.Message, []);
        }
        catch (LawViolationException violation)
        {
            return new LawResult(law, LawOutcome.Broken, seed, size, violation.Message, trace.Lines);
        }
        catch (Exception error) when (!isForCaller(error))
        {
            return new LawResult(law, LawOutcome.Broken, seed, size, $"{what} threw {error}", trace.Lines);
        }
    }

    /// <summary>Breaks the law unless a condition holds.</summary>
    public static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new LawViolationException(otherwise);
        }
    }
}
