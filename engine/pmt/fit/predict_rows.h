// Predicts each row by the model that scores it, and measures the residual spread of each model on rows held out.
//
// Private to engine/pmt/fit. Needs `models` ascending by region and `held_out` of the result.
#pragma once

#include "engine/pmt/fit/fit_context.h"
#include "engine/pmt/fit/fit_model.h"

namespace engine::fit {

void predict_rows(const FitContext& context, FitResult& result);

}  // namespace engine::fit
