using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Crm.Sdk.Cli.Output;

/// <summary>Writes documents of several blocks.</summary>
internal static class BlockOutput
{
    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static Task BlocksAsync(this ToolOutput output, IReadOnlyList<Block> blocks) => output.DocumentAsync(
        json =>
        {
            foreach (Block block in blocks)
            {
                json.WritePropertyName(block.Name);
                Write(json, block);
            }
        },
        people =>
        {
            foreach (Block block in blocks.Where(static block => block.Rows.Count > 0))
            {
                people.Write(block.IsRecord ? Record(block) : Rows(block));
            }
        });

    /// <summary>Writes a record whose fields are the document's own, and lists beside them.</summary>
    public static Task FlatAsync(this ToolOutput output, Block record, params IReadOnlyList<Block> lists) => output.DocumentAsync(
        json =>
        {
            WriteFields(json, record, record.Rows[0]);
            foreach (Block list in lists)
            {
                json.WritePropertyName(list.Name);
                Write(json, list);
            }
        },
        people =>
        {
            people.Write(Record(record));
            foreach (Block list in lists.Where(static list => list.Rows.Count > 0))
            {
                people.Write(Rows(list));
            }
        });

    private static void WriteFields(Utf8JsonWriter json, Block block, object?[] row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            json.WritePropertyName(block.Columns[i].Name);
            Write(json, row[i]);
        }
    }

    private static void Write(Utf8JsonWriter json, Block block)
    {
        if (!block.IsRecord)
        {
            json.WriteStartArray();
        }

        foreach (object?[] row in block.Rows)
        {
            json.WriteStartObject();
            WriteFields(json, block, row);
            json.WriteEndObject();
        }

        if (!block.IsRecord)
        {
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case Coded coded:
                json.WriteStringValue(coded.Code);
                break;
            case string:
                CellText.Json(json, value);
                break;
            case System.Collections.IEnumerable many:
                json.WriteStartArray();
                foreach (object? one in many)
                {
                    Write(json, one);
                }

                json.WriteEndArray();
                break;
            default:
                CellText.Json(json, value);
                break;
        }
    }

    private static Table Record(Block block)
    {
        Table table = New(block).HideHeaders().AddColumn("name").AddColumn("value");
        for (int i = 0; i < block.Columns.Count; i++)
        {
            if (block.Columns[i].Title is { } title && Text(block.Rows[0][i]) is { Length: > 0 } text)
            {
                table.AddRow(Markup.Escape(title), Markup.Escape(text));
            }
        }

        return table;
    }

    private static Table Rows(Block block)
    {
        int[] shown = [.. Enumerable.Range(0, block.Columns.Count).Where(i => block.Columns[i].Title is not null && block.Rows.Any(row => Text(row[i]).Length > 0))];
        Table table = New(block);
        foreach (int i in shown)
        {
            var column = new TableColumn(Markup.Escape(block.Columns[i].Title!));
            table.AddColumn(block.Columns[i].IsNumber ? column.RightAligned() : column);
        }

        foreach (object?[] row in block.Rows)
        {
            table.AddRow([.. shown.Select(i => Markup.Escape(Text(row[i])))]);
        }

        return table;
    }

    private static Table New(Block block) => new Table().Border(TableBorder.Rounded).Title(Markup.Escape(ConsoleText.Line(block.Title))).LeftAligned();

    private static string Text(object? value) => value switch
    {
        null or false => string.Empty,
        true => "✓",
        Coded coded => ConsoleText.Plain(coded.Text),
        Instant instant => Minute.Format(instant),
        string text => ConsoleText.Plain(text),
        System.Collections.IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Text)),
        _ => CellText.People(value),
    };
}
