using System.Globalization;
using System.Text;
using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Crm.Sdk.TestSupport;

/// <summary>Runs one property and turns its result into a passed test or a <see cref="LawBrokenException"/>.</summary>
public static class LawCheck
{
    /// <param name="law">The property.</param>
    /// <param name="tests">How many cases; 1 or more.</param>
    /// <param name="replay">The seed to start from, or null for a new one. With a size it is one case, the one that failed.</param>
    public static void Run(Property law, int tests, LawSeed? replay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tests, 1);
        var recorder = new Recorder();
        Config config = Config.Default.WithMaxTest(tests).WithMaxRejected(tests * 10).WithQuietOnSuccess(true).WithRunner(recorder);
        if (replay is { } seed)
        {
            FSharpOption<int> size = seed.Size is { } value ? FSharpOption<int>.Some(value) : FSharpOption<int>.None;
            config = config.WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed.Seed, seed.Gamma), size)));
        }

        Check.One(config, law);
        switch (recorder.Result)
        {
            case TestResult.Passed:
                return;
            case TestResult.Failed failed:
                throw Broken(failed, tests);
            case TestResult.Exhausted exhausted:
                throw new LawBrokenException(
                    string.Create(CultureInfo.InvariantCulture, $"The law was checked on only {exhausted.Item.NumberOfTests} of {tests} cases: its precondition refuses nearly all. Generate cases that meet it."));
            default:
                throw new InvalidOperationException("FsCheck ended without a result.");
        }
    }

    private static LawBrokenException Broken(TestResult.Failed failed, int tests)
    {
        // Item1 data, Item2 original case, Item3 shrunk case, Item4 outcome, Item6 the seed just before the failing case, Item7 its size.
        var seed = new LawSeed(failed.Item6.Seed, failed.Item6.Gamma, failed.Item7);
        Exception? cause = failed.Item4 is Outcome.Failed outcome ? outcome.Item : null;
        string shrunk = CaseText.Of(failed.Item3);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"The law is broken by case {failed.Item1.NumberOfTests} of {tests}, shrunk {failed.Item1.NumberOfShrinks} times:").AppendLine();
        text.Append("  ").AppendLine(shrunk);
        if (failed.Item1.NumberOfShrinks > 0)
        {
            text.AppendLine("The case as it was generated:").Append("  ").AppendLine(CaseText.Of(failed.Item2));
        }

        if (!failed.Item1.Labels.IsEmpty)
        {
            text.Append("Labels: ").AppendLine(string.Join(", ", failed.Item1.Labels));
        }

        text.Append("The same case again: ").Append(LawSeed.Variable).Append('=').Append(seed).Append(" dotnet test --filter <this test>");
        if (cause is not null)
        {
            text.AppendLine().Append(cause.GetType().Name).Append(": ").Append(cause.Message);
        }

        return new LawBrokenException(text.ToString(), cause) { Seed = seed, ShrunkCase = shrunk };
    }

    private sealed class Recorder : IRunner
    {
        public TestResult? Result { get; private set; }

        public void OnStartFixture(Type t)
        {
        }

        public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult result) => Result = result;
    }
}
