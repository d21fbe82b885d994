using System.Runtime.CompilerServices;

namespace Crm.Sdk.Import;

/// <summary>Turns the rows of a source into records, always in the same order: rows with the same key are one record, rows without key each their own.</summary>
/// <remarks>
/// Rows of one key that stand together are built in passing. Where they are scattered over the source (the survey knows), they are put aside and come last, and behind these the records that name
/// others of their kind, each after those that it names. A record of which one row is refused is refused as a whole: half an order would be a wrong order. Not thread-safe.
/// </remarks>
internal sealed class RowGroups(RowReader reader, Survey survey, ImportTarget target, RowParser parser, Cells cells, string sourceName)
{
    private const int MaxRounds = 100; // of records that name one another in a chain
    private const int MaxRefusedRows = 5_000; // of one record at a time: its other rows are reported in further units

    private readonly RowIdentity _identity = new(reader, survey.Map[ImportTarget.Key]);

    // The record whose rows are coming in.
    private readonly List<(long Line, RowError? Error)> _rows = [];
    private Draft? _draft;
    private UInt128? _key;
    private long? _culprit; // the line for which it is refused

    /// <summary>All records of the source.</summary>
    public async IAsyncEnumerable<RowUnit> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await reader.OpenAsync(cancellationToken).ConfigureAwait(false);
        var references = new RowReferences(target, survey.Map, _identity);
        var spill = new RowSpill(survey.Columns.Count);
        var alone = new RowSpill(survey.Columns.Count);
        await using (spill.ConfigureAwait(false))
        await using (alone.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (reader.Malformed is { } reason)
                {
                    yield return new RowUnit(null, 1, [new RejectedRow(reader.Line, string.Empty, string.Empty, reason)]);
                    continue;
                }

                if (!_identity.HasKey(reader))
                {
                    if (references.Any(reader))
                    {
                        alone.Add(_identity.OfValues(reader), reader);
                        continue;
                    }

                    yield return Alone(reader, _identity.OfValues(reader));
                    continue;
                }

                UInt128 key = _identity.OfKey(reader);
                if (survey.Scattered.Contains(key) || survey.Referring.Contains(key))
                {
                    spill.Add(key, reader);
                    continue;
                }

                if (key != _key && _key is not null)
                {
                    yield return Finish();
                }

                _key = key;
                if (IsFull)
                {
                    yield return Refused();
                }

                Add(reader);
            }

            if (_key is not null)
            {
                yield return Finish();
            }

            foreach (RowUnit unit in Aside(spill, references, cancellationToken))
            {
                yield return unit;
            }

            // Nobody names a record without a key.
            foreach ((UInt128 values, IEnumerable<SpilledRow> rows) in alone.Groups())
            {
                foreach (SpilledRow row in rows)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return Alone(row, values);
                }
            }
        }
    }

    /// <summary>What was put aside: records that name none of their kind first, then in rounds those whose named records are through; those that name one another in a circle last.</summary>
    private IEnumerable<RowUnit> Aside(RowSpill spill, RowReferences references, CancellationToken cancellationToken)
    {
        HashSet<UInt128> waiting = [.. survey.Referring];
        for (int round = 0; round <= MaxRounds; round++)
        {
            int before = waiting.Count;
            foreach ((UInt128 key, IEnumerable<SpilledRow> rows) in spill.Groups())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (round == 0 ? survey.Referring.Contains(key) : !waiting.Contains(key) || (round < MaxRounds && rows.SelectMany(references.Of).Any(named => named != key && waiting.Contains(named))))
                {
                    continue;
                }

                waiting.Remove(key);
                foreach (SpilledRow row in rows)
                {
                    if (IsFull)
                    {
                        yield return Refused();
                    }

                    Add(row);
                }

                yield return Finish();
            }

            if (waiting.Count == 0)
            {
                yield break;
            }

            if (round > 0 && waiting.Count == before)
            {
                round = MaxRounds - 1; // a circle
            }
        }
    }

    /// <summary>A row without a key: it is its own record, under a made key.</summary>
    private RowUnit Alone(Row row, UInt128 values)
    {
        bool repeated = survey.Repeated.TryGetValue(values, out int ordinal);
        cells.Start(row);
        Draft draft = parser.Read(null, RowIdentity.MadeKey(sourceName, values, ordinal));
        draft.AddLine(row.Line);
        if (cells.Error is { } error)
        {
            return new RowUnit(null, 1, [error.At(row.Line)]);
        }

        if (repeated)
        {
            survey.Repeated[values] = ordinal + 1;
        }

        return new RowUnit(draft, 1, []);
    }

    private void Add(Row row)
    {
        cells.Start(row);
        string key = _draft?.Key ?? cells.Text(ImportTarget.Key, target.MaxKeyLength) ?? string.Empty;
        if (cells.Error is null)
        {
            CheckKey(key);
        }

        _draft = parser.Read(_draft, key);
        _rows.Add((row.Line, cells.Error));
        if (cells.Error is not null)
        {
            _culprit ??= row.Line;
        }

        if (_culprit is null)
        {
            _draft.AddLine(row.Line);
        }
    }

    private void CheckKey(string key)
    {
        foreach (char c in key)
        {
            if (char.IsControl(c))
            {
                cells.Refuse(ImportTarget.Key, "a key has no control characters");
                return;
            }
        }
    }

    /// <summary>Whether so many rows of a refused record wait that they have to be reported before its other rows come.</summary>
    private bool IsFull => _culprit is not null && _rows.Count >= MaxRefusedRows;

    private RowUnit Finish()
    {
        RowUnit unit = _culprit is null ? new RowUnit(_draft, _rows.Count, []) : Refused();
        _rows.Clear();
        (_draft, _key, _culprit) = (null, null, null);
        return unit;
    }

    /// <summary>Reports the rows of a refused record that have come so far.</summary>
    private RowUnit Refused()
    {
        var unit = new RowUnit(null, _rows.Count, [.. _rows.Select(Refusal)]);
        _rows.Clear();
        return unit;
    }

    private RejectedRow Refusal((long Line, RowError? Error) row) => row.Error is { } error
        ? error.At(row.Line)
        : new RejectedRow(row.Line, target.Targets[ImportTarget.Key], _draft!.Key, $"line {_culprit} of the same record is refused, and a record is not imported in part");
}
