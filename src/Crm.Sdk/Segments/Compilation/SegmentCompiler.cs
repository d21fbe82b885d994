using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Makes a segment ready to be judged, or says where it cannot be meant and what would be right.</summary>
internal sealed class SegmentCompiler(SegmentLookups lookups)
{
    private readonly FieldCompiler _fields = new(lookups);
    private readonly EventCompiler _events = new(lookups);
    private readonly LabelCompiler _labels = new(lookups);
    private readonly FactCompiler _facts = new(lookups);
    private readonly List<string> _open = []; // the saved segments that lead here
    private int _nodes;

    public Task<SegmentNode> CompileAsync(Segment segment, CancellationToken cancellationToken) => CompileAsync(segment, string.Empty, 1, cancellationToken);

    /// <summary>Checks a segment that is to be saved under a name, which it must not lead back to.</summary>
    public Task<SegmentNode> SavedAsAsync(string name, Segment segment, CancellationToken cancellationToken)
    {
        _open.Add(name);
        return CompileAsync(segment, cancellationToken);
    }

    private async Task<SegmentNode> CompileAsync(Segment segment, string at, int depth, CancellationToken cancellationToken)
    {
        if (depth > SegmentLimits.MaxDepth || ++_nodes > SegmentLimits.MaxNodes)
        {
            throw new SegmentException(
                SegmentErrorCodes.TooLarge, at, $"with the segments that it names it has more than {SegmentLimits.MaxNodes} nodes or is nested more than {SegmentLimits.MaxDepth} deep.");
        }

        return segment switch
        {
            Segment.AllOf all => await GroupAsync(all, GroupKind.All, all.Segments, $"{at}/all", depth, cancellationToken).ConfigureAwait(false),
            Segment.AnyOf any => await GroupAsync(any, GroupKind.Any, any.Segments, $"{at}/any", depth, cancellationToken).ConfigureAwait(false),
            Segment.NoneOf none => await GroupAsync(none, GroupKind.None, none.Segments, $"{at}/none", depth, cancellationToken).ConfigureAwait(false),
            Segment.Negation not => new GroupNode(not, GroupKind.None, [await CompileAsync(not.Segment, $"{at}/not", depth + 1, cancellationToken).ConfigureAwait(false)]),
            Segment.FieldTest field => await _fields.CompileAsync(field, at, cancellationToken).ConfigureAwait(false),
            Segment.LabelTest label => await _labels.CompileAsync(label, at, cancellationToken).ConfigureAwait(false),
            Segment.EventTest happened => await _events.CompileAsync(happened, at, cancellationToken).ConfigureAwait(false),
            Segment.FactTest fact => await _facts.CompileAsync(fact, at, cancellationToken).ConfigureAwait(false),
            Segment.BirthdayTest birthday => Birthday(birthday),
            Segment.NearTest near => Near(near),
            Segment.Reference reference => await SavedAsync(reference, at, depth, cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentOutOfRangeException(nameof(segment)),
        };
    }

    private async Task<SegmentNode> GroupAsync(Segment source, GroupKind kind, ValueList<Segment> parts, string at, int depth, CancellationToken cancellationToken)
    {
        var nodes = new SegmentNode[parts.Count];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = await CompileAsync(parts[i], string.Create(CultureInfo.InvariantCulture, $"{at}/{i}"), depth + 1, cancellationToken).ConfigureAwait(false);
        }

        return new GroupNode(source, kind, nodes);
    }

    private CustomerNode Birthday(Segment.BirthdayTest birthday) => new(
        birthday,
        null,
        customer => customer.Birth is { } birth && DerivedField.Today(customer, lookups.AsOf) is var today && Birthdays.Next(birth, today) is { } next && next < today.PlusDays(birthday.WithinDays),
        customer => customer.Birth is { } birth ? Birthdays.Next(birth, DerivedField.Today(customer, lookups.AsOf))?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) : null);

    private static CustomerNode Near(Segment.NearTest near)
    {
        var center = EarthVector.Of(near.Center);
        long square = EarthVector.SquaredChord((double)near.WithinKm);
        return new CustomerNode(
            near,
            new RecordPredicate.Near(CustomerModel.Place, [center.X, center.Y, center.Z], square),
            customer => customer.Address?.Point is { } point && EarthVector.Of(point).SquaredChordTo(center) <= square,
            customer => customer.Address?.Point is { } point ? string.Create(CultureInfo.InvariantCulture, $"{GreatCircle.Kilometres(near.Center, point):0.###} km") : null);
    }

    private async Task<SegmentNode> SavedAsync(Segment.Reference reference, string at, int depth, CancellationToken cancellationToken)
    {
        if (_open.Contains(reference.Name))
        {
            throw new SegmentException(SegmentErrorCodes.Cycle, $"{at}/segment", $"'{reference.Name}' is made of itself: {string.Join(" → ", _open.SkipWhile(name => name != reference.Name).Append(reference.Name))}.");
        }

        SegmentDefinition definition = await lookups.DefinitionAsync(reference.Name, reference.Version, cancellationToken).ConfigureAwait(false)
            ?? throw await UnknownAsync(reference, at, cancellationToken).ConfigureAwait(false);
        _open.Add(reference.Name);
        SegmentNode node = await CompileAsync(definition.ToSegment(), $"{at}/segment({reference.Name})", depth + 1, cancellationToken).ConfigureAwait(false);
        _open.RemoveAt(_open.Count - 1);
        return new GroupNode(reference, GroupKind.All, [node]);
    }

    private async Task<SegmentException> UnknownAsync(Segment.Reference reference, string at, CancellationToken cancellationToken)
    {
        if (reference.Version is { } version && await lookups.DefinitionAsync(reference.Name, null, cancellationToken).ConfigureAwait(false) is { } latest)
        {
            return new SegmentException(SegmentErrorCodes.UnknownSegment, $"{at}/version", $"'{reference.Name}' has no version {version}; its latest is {latest.Version}.");
        }

        return new SegmentException(
            SegmentErrorCodes.UnknownSegment, $"{at}/segment", $"there is no saved segment '{reference.Name}'; {NearName.Hint(reference.Name, await lookups.NamesAsync(cancellationToken).ConfigureAwait(false))}");
    }
}
