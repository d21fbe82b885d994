using System.Text;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>What every entity keeps before it may be written: texts in canonical form and within their length.</summary>
internal static class EntityRules
{
    public static void Check(KindModel model, object entity)
    {
        CheckFields(model.Kind.Name, model.Fields, entity);
        model.Check(entity);
        foreach (PartModel part in model.Parts)
        {
            IReadOnlyList<object> items = part.Items(entity);
            for (int i = 0; i < items.Count; i++)
            {
                CheckFields($"{model.Kind}.{part.Id}[{i}]", part.Fields, items[i]);
            }
        }
    }

    private static void CheckFields(string owner, IReadOnlyList<FieldModel> fields, object entity)
    {
        foreach (FieldModel field in fields)
        {
            if (field.Type is not FieldType.Text)
            {
                continue;
            }

            FieldValue value = field.Get(entity);
            if (value.IsNull)
            {
                continue;
            }

            string text = value.AsText();
            if (text.Length > field.MaxLength || !IsCanonical(text))
            {
                string canonical = CanonicalText.Normalize(text, field.MaxLength ?? int.MaxValue, $"{owner}.{field.Id}");
                throw new CrmException(ErrorCodes.BadText, $"{owner}.{field.Id}: '{canonical}' is not in Unicode normalisation form C; pass texts through CanonicalText.Normalize.");
            }
        }
    }

    private static bool IsCanonical(string text) =>
        Ascii.IsValid(text) ? !text.Contains('\0', StringComparison.Ordinal) : IsWellFormed(text) && text.IsNormalized(NormalizationForm.FormC);

    private static bool IsWellFormed(string text)
    {
        try
        {
            return CanonicalText.Normalize(text, int.MaxValue, "text").Length >= 0;
        }
        catch (CrmException)
        {
            return false; // the caller names the field and raises the error again
        }
    }
}
