using Crm.Sdk.Organization;
using Crm.Sdk.Products;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Surveys;

/// <summary>The fields of what a survey is about, as requests and answers have them.</summary>
internal sealed class SurveySubjectFields<T>
    where T : class
{
    private readonly FieldHandle<RecordId?> _interaction;
    private readonly FieldHandle<string?> _product;
    private readonly FieldHandle<string?> _employee;

    public SurveySubjectFields(KindBuilder<T> kind, Func<T, SurveySubject> subject)
    {
        _interaction = kind.Id("interaction", of => subject(of).Interaction);
        _product = kind.Text("product", of => subject(of).Product, maxLength: Product.MaxKeyLength);
        _employee = kind.Text("employee", of => subject(of).Employee, maxLength: Employee.MaxKeyLength);
    }

    public SurveySubject Read(StoredRow row) => new((InteractionId?)row.Get(_interaction), row.Get(_product), row.Get(_employee));
}
