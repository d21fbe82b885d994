using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Assesses JSON Lines on all processors, and answers in the lines' order.</summary>
/// <remarks>Holds a few blocks of about 16 KiB for each processor, whatever the size of the file. Thread-safe.</remarks>
/// <param name="assessor">Assesses.</param>
/// <param name="planner">Proposes terms.</param>
/// <param name="writer">Writes answers as JSON.</param>
public sealed class CreditLineAssessor(CreditAssessor assessor, LimitPlanner planner, CreditAssessmentWriter writer)
{
    private const int AnswerBytes = 5; // an answer has about so many bytes for each of its input

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Assesses the lines of a stream.</summary>
    /// <param name="stream">One input a line (<see cref="CreditInputLines"/>); left open.</param>
    /// <param name="day">The day for which, where a line says none.</param>
    /// <param name="json">The language of the JSON's reasons; null for no JSON.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    public async IAsyncEnumerable<AssessedLines> AssessAsync(Stream stream, LocalDate day, CultureInfo? json, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        int most = Environment.ProcessorCount + 1;
        var inWork = new Queue<Task<AssessedLines>>(most);
        try
        {
            await foreach (LineBlock block in LineBlocks.ReadAsync(stream, CreditInputLines.MaxLineBytes, cancellationToken).ConfigureAwait(false))
            {
                inWork.Enqueue(Task.Run(() => Assess(block, day, json, cancellationToken), cancellationToken));
                if (inWork.Count == most)
                {
                    yield return await inWork.Dequeue().ConfigureAwait(false);
                }
            }

            while (inWork.TryDequeue(out Task<AssessedLines>? next))
            {
                yield return await next.ConfigureAwait(false);
            }
        }
        finally
        {
            await Task.WhenAll(inWork.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // of blocks that nobody waits for any more
        }
    }

    private AssessedLines Assess(LineBlock block, LocalDate day, CultureInfo? culture, CancellationToken cancellationToken)
    {
        List<AssessedLine> lines = [];
        var bytes = new ArrayBufferWriter<byte>(culture is null ? 1 : AnswerBytes * block.Bytes.Length);
        using var json = new Utf8JsonWriter(bytes, Options);
        foreach (CreditInputLine line in CreditInputLines.Of(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            AssessedLine answer = Assess(line, day);
            lines.Add(answer);
            if (culture is not null && answer.Assessment is { } assessment)
            {
                json.Reset(bytes);
                json.WriteStartObject();
                writer.WriteFields(json, assessment, answer.Terms!, culture);
                json.WriteEndObject();
                json.Flush();
                bytes.Write("\n"u8);
            }
        }

        return new AssessedLines(lines, bytes.WrittenMemory);
    }

    private AssessedLine Assess(CreditInputLine line, LocalDate day)
    {
        if (line.Input is not { } input)
        {
            return new AssessedLine(line.Line, null, null, line.Error);
        }

        CreditAssessment assessment = assessor.AssessChecked(input.Information, input.AsOf ?? day);
        return new AssessedLine(line.Line, assessment, planner.Propose(assessment), null);
    }
}
