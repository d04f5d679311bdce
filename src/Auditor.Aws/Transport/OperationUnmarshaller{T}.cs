using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>Reads answers inside the pipeline, so that a cut or garbled one is asked for again like any fault on the way.</summary>
internal sealed class OperationUnmarshaller<T>(Operation<T> operation) : JsonResponseUnmarshaller
    where T : class
{
    // A day: whoever asks for more says nothing that could be followed.
    private const double MostSeconds = 86_400;

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        var status = input.ResponseData.StatusCode;
        if (status is not HttpStatusCode.OK)
        {
            // A redirect or an empty success must never look like an empty list.
            throw new ServiceException(null, $"HTTP {(int)status} where an answer was expected.", status);
        }

        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        var promised = input.ResponseData.ContentLength;
        if (promised > body.Length)
        {
            throw new IOException("The body is shorter than the server said.");
        }

        return new OperationResponse<T> { Answer = WireAnswer.Read(operation, body.GetBuffer().AsSpan(0, (int)body.Length)) };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        using var body = new MemoryStream();
        input.Stream.CopyTo(body);
        var error = ErrorAnswer.Read(input.ResponseData.GetHeaderValue("x-amzn-ErrorType"), body.GetBuffer().AsSpan(0, (int)body.Length));
        var retryAfter = double.TryParse(
            input.ResponseData.GetHeaderValue("Retry-After"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds))
            : (TimeSpan?)null;
        return new ServiceException(error.Code, error.Message, statusCode, innerException) { RetryAfter = retryAfter };
    }
}
